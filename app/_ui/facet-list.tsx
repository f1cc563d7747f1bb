import type { Answer, Facet, FacetValues } from '../../db/query.ts';
import { isChosen, linkTo, toggleChoice } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { countText } from './number.ts';

interface FacetListProps {
  path: string;
  pairs: Pairs;
  facet: Facet;
  title: string;
  answer: Answer<FacetValues>;
}

/** The commonest values of a column with their counts; each is a link that adds or takes away the choice. */
export function FacetList({ path, pairs, facet, title, answer }: FacetListProps) {
  if (answer.state === 'timed out') {
    return (
      <section className="facet">
        <h2>{title}</h2>
        <p className="hint">Not counted: it took longer than {answer.milliseconds / 1000} s. Narrow the question.</p>
      </section>
    );
  }
  const { values, truncated } = answer.value;
  const most = Math.max(1, ...values.map((value) => value.count));
  return (
    <section className="facet">
      <h2>{title}</h2>
      <ol>
        {values.map(({ value, label, count }) => (
          <li key={String(value)}>
            <a
              href={linkTo(path, toggleChoice(pairs, facet, value))}
              rel="nofollow"
              aria-current={isChosen(pairs, facet, value) || undefined}
            >
              <span>{String(label)}</span>
              <span>{countText(count)}</span>
              <svg className="bar" preserveAspectRatio="none" viewBox="0 0 100 2" aria-hidden="true">
                <rect width={(100 * count) / most} height="2" />
              </svg>
            </a>
          </li>
        ))}
      </ol>
      {values.length === 0 && <p className="hint">No values among these rows.</p>}
      {truncated && <p className="hint">The {values.length} commonest.</p>}
    </section>
  );
}
