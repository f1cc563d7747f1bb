import type { ReactNode } from 'react';

export interface Figure {
  value: ReactNode;
  words: ReactNode;
  /** The figure answers the question of the page. */
  answers?: boolean;
}

/** Large figures in a line, each with what it counts beneath. */
export function FigureLine({ figures }: { figures: (Figure | null)[] }) {
  const shown = figures.filter((figure) => figure !== null);
  if (shown.length === 0) return null;
  return (
    <dl className="figures">
      {shown.map(({ value, words, answers }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the figures of a page never change their order.
        <div key={i} className={answers ? 'answer' : undefined}>
          <dt>{words}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
