import type { ColumnConfig } from '../../db/config.ts';
import type { Count, Value } from '../../db/query.ts';

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** A count as people read it: 12,096,835. */
export const countText = (count: number | bigint): string => WHOLE.format(count);

/** "no images", "1 image", "264 images". */
export const imagesText = (count: number): string =>
  count === 0 ? 'no images' : count === 1 ? '1 image' : `${countText(count)} images`;

/** The same of a count that may be a lower bound: "more than 10,000 images". */
export const countedText = ({ count, truncated }: Count): string =>
  truncated ? `more than ${countText(count - 1)} images` : imagesText(count);

/** A limit of time as people read it: 3 s, 250 ms. */
export const timeText = (milliseconds: number): string =>
  milliseconds >= 1000 ? `${Number((milliseconds / 1000).toFixed(1))} s` : `${Math.ceil(milliseconds)} ms`;

/** A share of one as a percentage with enough digits to tell small ones apart. */
export function shareText(share: number): string {
  const percent = share * 100;
  if (share === 0 || share === 1) return `${percent}%`;
  return `${percent >= 10 ? percent.toFixed(1) : percent >= 0.01 ? percent.toFixed(2) : percent.toPrecision(1)}%`;
}

const DIGITS: Record<NonNullable<ColumnConfig['unit']>, (value: number | bigint) => string> = {
  pixels: (value) => WHOLE.format(value),
  count: (value) => WHOLE.format(value),
  identifier: String,
  score: (value) => Number(value).toFixed(2),
  probability: (value) => (Number(value) < 0.001 && Number(value) > 0 ? '<0.001' : Number(value).toFixed(3)),
};

/** A value by its unit; text as it is. Null is for the caller to name. */
export function valueWords(value: Exclude<Value, null>, unit: ColumnConfig['unit']): string {
  if (value instanceof Uint8Array) return `${countText(value.length)} bytes`;
  if (typeof value !== 'number' && typeof value !== 'bigint') return String(value);
  return unit ? DIGITS[unit](value) : String(value);
}
