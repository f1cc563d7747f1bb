import { countText } from './number.ts';

export interface Bar {
  label: string;
  count: number;
  href: string;
  /** A word beside the label: which list a name stands in, say. */
  kind?: string;
}

interface BarsProps {
  bars: Bar[];
  /** Whether their order is a ranking. */
  ranked?: boolean;
  /** What every bar is measured against; missing: the longest. */
  full?: number;
}

/** A short list as links, each with its count and a thin bar that compares it with the others. */
export function Bars({ bars, ranked, full }: BarsProps) {
  const most = full ?? Math.max(1, ...bars.map((bar) => bar.count));
  if (bars.length === 0) return null;
  const List = ranked ? 'ol' : 'ul';
  return (
    <List className="bars">
      {bars.map(({ label, count, href, kind }) => (
        <li key={href}>
          <a href={href}>
            <span className="label">
              <bdi>{label}</bdi>
              {kind && <small> {kind}</small>}
            </span>
            <span className="n">{countText(count)}</span>
            <svg className="bar" preserveAspectRatio="none" viewBox="0 0 100 2" aria-hidden="true">
              <rect width={count === 0 ? 0 : Math.max(0.4, (100 * count) / most)} height="2" />
            </svg>
          </a>
        </li>
      ))}
    </List>
  );
}
