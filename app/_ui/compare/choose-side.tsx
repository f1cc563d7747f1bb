import type { Dataset } from '../../../db/catalog.ts';
import { type FieldKind, sideField } from '../../_url/compare/fields.ts';
import { compareLink, comparePath, type SideValues } from '../../_url/compare/links.ts';
import { letterOf } from '../../_url/compare/side-words.ts';
import { REST, type SideName } from '../../_url/compare/sides.ts';
import { tablePath } from '../../_url/paths.ts';
import { Entry } from '../row-entry.tsx';

interface ChooseSideProps {
  dataset: Dataset;
  /** The side that is chosen, and what the other one is; missing: not chosen yet. */
  side: SideName;
  sides: SideValues;
  /** The other datasets that have images. */
  others: Pick<Dataset, 'name' | 'title'>[];
}

const FIELDS: Record<FieldKind, [label: string, placeholder: string]> = {
  words: ['Words of captions, or “a name”', 'oil painting'],
  site: ['A site', 'pinterest.com'],
  address: ['The address of any images here, of this data or another', '/…/images?aesthetic__gte=7'],
};

function Field({ dataset, side, sides, kind }: ChooseSideProps & { kind: FieldKind }) {
  const [label, placeholder] = FIELDS[kind];
  const other = side === 'a' ? 'b' : 'a';
  const kept = sides[other];
  const id = `choose-${side}-${kind}`;
  return (
    <form action={comparePath(dataset.name)} method="get">
      {kept !== undefined && <input type="hidden" name={other} value={kept} />}
      <label htmlFor={id}>{label}</label>
      <span className="line">
        <input
          id={id}
          type="search"
          name={sideField(side, kind)}
          placeholder={placeholder}
          dir="auto"
          autoComplete="off"
          spellCheck={false}
        />
        <button type="submit">Compare</button>
      </span>
    </form>
  );
}

/** What needs no typing: everything, everything else, the same question in other data. */
function Ways({ dataset, side, sides, others }: ChooseSideProps) {
  const other = side === 'a' ? 'b' : 'a';
  const [kept, chosen] = [sides[other], sides[side]];
  const to = (value: string) => compareLink(dataset.name, { ...sides, [side]: value });
  const isQuestion = kept !== undefined && kept !== REST && !kept.startsWith('/');
  return (
    <ul className="plainlist choices">
      {![kept, chosen].includes('') && (
        <li>
          <a href={to('')} rel="nofollow">
            All images
          </a>
        </li>
      )}
      {kept && ![kept, chosen].includes(REST) && (
        <li>
          <a href={to(REST)} rel="nofollow">
            The rest: all that {letterOf(other)} does not hold
          </a>
        </li>
      )}
      {others.map(({ name, title }) => (
        <li key={name}>
          <a href={to(`${tablePath(name, 'images')}${isQuestion && kept !== '' ? `?${kept}` : ''}`)} rel="nofollow">
            {isQuestion && kept !== '' ? 'The same question in ' : 'All images of '}
            {title ?? name}
          </a>
        </li>
      ))}
    </ul>
  );
}

/** Chooses a side: by a link, or by typing words, a site or an address. Works without scripts. */
export function ChooseSide(props: ChooseSideProps) {
  const { dataset, side, sides } = props;
  const isChosen = sides[side] !== undefined;
  const title = isChosen
    ? 'Compare A with something else'
    : side === 'a'
      ? 'What is to be compared?'
      : 'Compared with what?';
  const kinds: FieldKind[] = dataset.tables.has('site') ? ['words', 'site', 'address'] : ['words', 'address'];
  return (
    <Entry id={`choose-${side}`} title={title}>
      <div className="choose">
        <Ways {...props} />
        {kinds.map((kind) => (
          <Field key={kind} {...props} kind={kind} />
        ))}
      </div>
    </Entry>
  );
}
