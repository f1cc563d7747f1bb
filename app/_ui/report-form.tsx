import type { Dataset } from '../../db/catalog.ts';
import { all, first, type Pairs } from '../_url/pairs.ts';
import { reportPath } from '../_url/report.ts';
import { LONGEST_ADDRESS } from '../_url/route.ts';
import { HiddenPairs } from './hidden-pairs.tsx';
import { countText } from './number.ts';

interface ReportFormProps {
  dataset: Dataset;
  /** What was given, to be changed. */
  pairs: Pairs;
  /** Conditions that the form has no field for, carried along. */
  hidden?: Pairs;
}

const FIELDS = [
  ['q', 'A name or a phrase', 'Thomas Kinkade'],
  ['site', 'From a site', 'artstation.com'],
  ['domain', 'From a host of it', 'cdna.artstation.com'],
] as const;

/** Asks for a report: a plain GET form. */
export function ReportForm({ dataset, pairs, hidden = [] }: ReportFormProps) {
  return (
    <form className="askreport" action={reportPath(dataset.name)} method="get">
      <HiddenPairs pairs={hidden} />
      {FIELDS.map(([key, words, example]) => (
        <label key={key}>
          {words}
          <input
            type="text"
            name={key}
            defaultValue={first(pairs, key) ?? ''}
            placeholder={example}
            dir="auto"
            autoComplete="off"
            spellCheck={false}
          />
        </label>
      ))}
      <label className="wide">
        Or addresses of pictures, one a line
        <textarea
          name="urls"
          rows={4}
          defaultValue={[...all(pairs, 'url'), ...all(pairs, 'urls')].join('\n')}
          placeholder="https://example.org/a.jpg"
          autoComplete="off"
          spellCheck={false}
        />
      </label>
      <p className="note wide">
        Addresses go alone, about eighty of them: the address of a report, which holds them, may have{' '}
        {countText(LONGEST_ADDRESS)} characters.
      </p>
      <p className="wide">
        <button type="submit">Make the report</button>
      </p>
    </form>
  );
}
