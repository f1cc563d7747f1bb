import type { Contrast, Contrasted, Counted } from '../../../db/compare/contrast.ts';
import { letterOf } from '../../_url/compare/side-words.ts';
import { SIDES, type SideName } from '../../_url/compare/sides.ts';
import { countText, shareText } from '../number.ts';
import { ratioText } from './marks.tsx';

/** How one line is called and where its numbers lead; null: nowhere. */
export interface LineWords {
  key: string;
  label: string;
  /** A word beside the label: which list a name stands in. */
  kind?: string;
  href: Record<SideName, string | null>;
}

interface TableProps<T extends Counted> {
  contrast: Contrast<T>;
  /** "site", "word", "name". */
  one: string;
  lineOf: (each: Contrasted<T>) => LineWords;
}

function Number_({ count, total, href }: { count: number; total: number; href: string | null }) {
  const text = countText(count);
  return (
    <td className="n" title={`${shareText(count / total)} of ${countText(total)}`}>
      {href === null || count === 0 ? (
        text
      ) : (
        <a href={href} rel="nofollow">
          {text}
        </a>
      )}
    </td>
  );
}

function Half<T extends Counted>({ contrast, one, lineOf, side }: TableProps<T> & { side: SideName }) {
  const lines = side === 'a' ? contrast.over : contrast.under;
  const title = `More often in ${letterOf(side)}`;
  if (lines.length === 0) {
    return (
      <div className="half">
        <h3>{title}</h3>
        <p className="note">No {one} by more than chance may bring.</p>
      </div>
    );
  }
  return (
    <div className="half">
      <table className="contrast">
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="unseen">{one}</span>
            </th>
            {SIDES.map((name) => (
              <th key={name} scope="col" className="n">
                in {letterOf(name)}
              </th>
            ))}
            <th scope="col" className="n">
              A ÷ B
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const { key, label, kind, href } = lineOf(line);
            return (
              <tr key={key}>
                <th scope="row">
                  <bdi>{label}</bdi>
                  {kind && <small> {kind}</small>}
                </th>
                {SIDES.map((name) => (
                  <Number_ key={name} count={line[name]} total={contrast.totals[name]} href={href[name]} />
                ))}
                <td className="n ratio">{ratioText(line.ratio)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** What is more frequent on either side, the plainest difference first. */
export function ContrastTables<T extends Counted>(props: TableProps<T>) {
  return (
    <div className="halves">
      {SIDES.map((side) => (
        <Half key={side} {...props} side={side} />
      ))}
    </div>
  );
}
