import type { Condition } from '../_url/conditions.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { phraseText } from '../_url/people/phrase.ts';
import { numbered } from './numbered.ts';
import { PhraseText } from './phrase-text.tsx';

interface ChipsProps {
  path: string;
  conditions: Condition[];
  /** The question without any of them. */
  without: Pairs;
}

/** Everything that is asked, in words; each is a link that takes it away. */
export function Chips({ path, conditions, without }: ChipsProps) {
  if (conditions.length === 0) return null;
  return (
    <div className="chips">
      <span>Only</span>
      <ul>
        {numbered(conditions).map(({ place, item: { phrase, pairs } }) => (
          <li key={place}>
            <a className="chip" href={linkTo(path, pairs)} aria-label={`Take away: ${phraseText(phrase)}`}>
              <PhraseText phrase={phrase} />
            </a>
          </li>
        ))}
      </ul>
      {conditions.length > 1 && (
        <a className="hint" href={linkTo(path, without)}>
          take all away
        </a>
      )}
    </div>
  );
}
