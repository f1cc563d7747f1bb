import { letterOf } from '../../_url/compare/side-words.ts';
import type { SideName } from '../../_url/compare/sides.ts';

/** The letter of a side as it is drawn everywhere: a full square for the first, an outline for the second. */
export const SideMark = ({ name }: { name: SideName }) => <b className={`sidemark ${name}`}>{letterOf(name)}</b>;

/** A share in one side divided by that in the other, in three digits; what only one side has says so. */
export function ratioText(ratio: number | null): string {
  if (ratio === null) return 'only in A';
  if (ratio === 0) return 'only in B';
  const digits = ratio >= 100 ? Math.round(ratio) : Number(ratio.toPrecision(ratio < 0.01 ? 1 : 3));
  return `${new Intl.NumberFormat('en', { maximumFractionDigits: 6 }).format(digits)}×`;
}
