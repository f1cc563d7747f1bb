import type { FacetChoices } from '../../db/queries/facet-choices.ts';
import type { FacetValue } from '../../db/query.ts';
import type { BesideFacet } from '../_answer/beside.ts';
import type { Labels } from '../_answer/labels.ts';
import { choicesOf, isChoice, withChoice, withChoices } from '../_url/choices.ts';
import { linkTo } from '../_url/edit.ts';
import { first, withPair } from '../_url/pairs.ts';
import type { TableRequest } from '../_url/table-request.ts';
import { countText } from './number.ts';

export interface FacetProps {
  path: string;
  request: TableRequest;
  facet: BesideFacet['facet'];
  /** What several of its values are called: "sites". */
  many: string;
  /** Labels of the values that filters name. */
  named: Labels;
}

/** A line of a facet: words, a number, a bar as long as its share of the longest; a link that chooses it or not. */
function Line(props: { href: string; words: string; count: number; most: number; chosen: boolean }) {
  const { href, words, count, most, chosen } = props;
  return (
    <a href={href} rel="nofollow" aria-current={chosen || undefined}>
      <span dir="auto" title={words}>
        {words}
      </span>
      <span>{countText(count)}</span>
      <svg className="bar" preserveAspectRatio="none" viewBox="0 0 100 2" aria-hidden="true">
        <rect width={Number(((100 * count) / most).toFixed(2))} height="2" />
      </svg>
    </a>
  );
}

const wordsOf = ({ value, label }: FacetValue) => (value === '' ? 'empty' : String(label));

/** Every value links to the whole question, so what thousands of them cost grows with their square. */
const MOST_MISSING = 50;

/** The values to show; what is chosen and not among the rows is there with none, fifty of them at most. */
function shownValues({ request, facet, named }: FacetProps, { values }: FacetChoices): FacetValue[] {
  if (facet.type !== 'column') return values;
  const counted = new Set(values.map(({ value }) => String(value)));
  const missing = choicesOf(request.query.filters, facet.column)
    .values.filter((chosen) => !counted.has(chosen))
    .slice(0, MOST_MISSING);
  const label = (value: string) => named.get(facet.column)?.get(value) ?? value;
  return [...values, ...missing.map((value) => ({ value, label: label(value), count: 0 }))];
}

/** The way to all values, or how many of them these are. */
function More({ path, request, many, distinct, shown }: FacetProps & { distinct: number | null; shown: number }) {
  const { pairs } = request;
  if (distinct !== null && distinct <= shown) return null;
  if (first(pairs, '_facet_size') === 'max')
    return (
      <p className="hint">
        The {countText(shown)} commonest{distinct !== null && ` of ${countText(distinct)}`}.
      </p>
    );
  return (
    <a className="more" href={linkTo(path, withPair(pairs, '_facet_size', 'max'))} rel="nofollow">
      {distinct === null ? `more ${many}` : `all ${countText(distinct)} ${many}`}
    </a>
  );
}

/** The commonest values of a column with their counts; choosing several means any of them. */
export function FacetList({ choices, ...props }: FacetProps & { choices: FacetChoices }) {
  const { path, request, facet } = props;
  const { pairs, query } = request;
  const { distinct, blank } = choices;
  const values = shownValues(props, choices);
  if (choices.values[0]?.count === 1 && distinct !== null && distinct > values.length)
    return <p className="hint">{countText(distinct)} different ones, none of them twice.</p>;
  const most = Math.max(1, blank, ...values.map(({ count }) => count));
  const isBlank = choicesOf(query.filters, facet.column).blank;
  return (
    <>
      <ol className={values.length > 30 ? 'many' : undefined}>
        {values.map((each) => (
          <li key={String(each.value)}>
            <Line
              href={linkTo(path, withChoice(pairs, query.filters, facet, each.value))}
              words={wordsOf(each)}
              count={each.count}
              most={most}
              chosen={isChoice(pairs, query.filters, facet, each.value)}
            />
          </li>
        ))}
        {(blank > 0 || isBlank) && (
          <li className="blank">
            <Line
              href={linkTo(path, withChoices(pairs, facet.column, { values: [], blank: !isBlank }))}
              words="not recorded"
              count={blank}
              most={most}
              chosen={isBlank}
            />
          </li>
        )}
      </ol>
      <More {...props} distinct={distinct} shown={values.length} />
    </>
  );
}
