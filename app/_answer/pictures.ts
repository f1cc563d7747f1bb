import type { Table } from '../../db/catalog.ts';
import type { Row } from '../../db/query.ts';
import { isWebAddress } from '../_url/web-address.ts';
import type { Kept } from './kept.ts';

/** Above this probability a picture is blurred until it is asked for. */
export const UNSAFE = 0.5;

/** One row as a picture. */
export interface Picture {
  /** Null: no address of the web. */
  address: string | null;
  caption: string | null;
  width: number | null;
  height: number | null;
  /** Width to height in hundredths, in steps of 5; a square where the size is not recorded. */
  ratio: number;
  /** The shape is narrower or wider than a frame may be, so that the frame is not filled. */
  odd: boolean;
  unsafe: number | null;
  /** Why it is blurred; null: it is not. */
  veiled: 'unsafe' | 'unscored' | null;
}

const LEAST = 55;
const MOST = 240;

function shapeOf(width: number | null, height: number | null): { ratio: number; odd: boolean } {
  if (!width || !height || width < 0 || height < 0) return { ratio: 100, odd: false };
  const exact = (100 * width) / height;
  const ratio = Math.min(MOST, Math.max(LEAST, Math.round(exact / 5) * 5));
  return { ratio, odd: Math.abs(exact - ratio) > 4 };
}

const number = (value: Row[string] | undefined): number | null =>
  value === null || value === undefined ? null : Number(value);

/** A row as a picture, blurred by what is kept: `strict` also blurs what nobody scored. */
export function pictureOf(table: Table, row: Row, images: Kept['images']): Picture {
  const named = table.config.picture;
  const at = (key: 'address' | 'caption' | 'width' | 'height' | 'unsafe') => row[named?.[key] ?? ''];
  const [width, height, unsafe] = [number(at('width')), number(at('height')), number(at('unsafe'))];
  const address = String(at('address') ?? '');
  const caption = at('caption');
  const isUnsafe = unsafe !== null && unsafe > UNSAFE;
  return {
    address: isWebAddress(address) ? address : null,
    caption: typeof caption === 'string' && caption !== '' ? caption : null,
    width,
    height,
    ...shapeOf(width, height),
    unsafe,
    veiled: isUnsafe ? 'unsafe' : unsafe === null && images === 'strict' ? 'unscored' : null,
  };
}
