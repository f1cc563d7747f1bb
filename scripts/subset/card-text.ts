import type { DataCard } from '../../db/data-card.ts';

/** The card for people, in lines. */
export function cardText(out: string, card: DataCard): string {
  const { rowsIn, rowsOut, conditions, mended, fileCount } = card;
  const width = Math.max(0, ...conditions.map(({ text }) => text.length));
  const lines = [
    `${out}: ${figure(rowsOut)} of ${figure(rowsIn)} rows from ${figure(fileCount)} ` +
      `${fileCount === 1 ? 'file' : 'files'}.`,
    ...conditions.map(
      ({ text, holds, unknown, first, only }) =>
        `  ${text.padEnd(width)}  holds for ${figure(holds)}, unknown for ${figure(unknown)}; ` +
        `out first ${figure(first)}, out alone ${figure(only)}`,
    ),
    ...Object.entries(mended).map(([reason, count]) => `  mended, ${reason}: ${figure(count)}`),
    ...scoreLines(card),
  ];
  return lines.join('\n');
}

const BAR = 30;

/** A line for each bin of the scores between the first and the last that rows lie in. */
function scoreLines({ scores: { edges, before, after } }: DataCard): string[] {
  const used = before.counts.flatMap((count, i) => (count > 0 ? [i] : []));
  if (used.length === 0) return ['  No row has a score.'];
  const [from = 0, to = 0] = [used[0], used.at(-1)];
  const most = Math.max(...before.counts);
  const lines = before.counts.slice(from, to + 1).map((count, i) => {
    const bin = from + i;
    const [low, high] = [edges[bin - 1], edges[bin]];
    const name = low === undefined ? `below ${high}` : high === undefined ? `${low} and more` : `${low} to ${high}`;
    const bar = '#'.repeat(Math.ceil((BAR * count) / most));
    return `  ${name.padStart(14)}  ${figure(count).padStart(13)}  ${figure(after.counts[bin] ?? 0).padStart(13)}  ${bar}`;
  });
  const head = `  ${'score'.padStart(14)}  ${'rows read'.padStart(13)}  ${'rows written'.padStart(13)}`;
  const none = `  ${'none'.padStart(14)}  ${figure(before.blank).padStart(13)}  ${figure(after.blank).padStart(13)}`;
  return [head, ...lines, ...(before.blank > 0 ? [none] : [])];
}

const figure = (n: number) => n.toLocaleString('en-US');
