import type { Dataset } from '../../db/catalog.ts';
import type { Answer } from '../../db/query.ts';
import type { CaptionPart, CaptionParts } from '../_answer/caption-words.ts';
import type { Late } from '../_answer/late.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { tablePath } from '../_url/paths.ts';
import { Bars } from './board-bars.tsx';
import { countText } from './number.ts';
import { Entry, Part } from './row-entry.tsx';

interface RowPartsProps {
  dataset: Dataset;
  found: CaptionParts;
  /** The question the captions are of; a word leads to it with the word searched. */
  pairs: Pairs;
  /** "words" or "names". */
  what: string;
}

const KINDS: Record<string, string> = { artists: 'artist', celebrities: 'celebrity', characters: 'character' };

/** Of how many captions the counts are, where that is not all of them. */
function Sampled({ read, captions }: Pick<CaptionParts, 'read' | 'captions'>) {
  if (read >= captions) return null;
  return (
    <p className="note">
      Counted in a sample of {countText(read)} of the {countText(captions)} captions: the numbers are those of the
      sample.
    </p>
  );
}

/** Words or names of captions with the number of captions that hold each; a link finds those captions. */
function RowParts({ dataset, found, pairs, what }: RowPartsProps) {
  if (found.captions === 0) return <p className="note">None of these images has a caption.</p>;
  if (found.parts.length === 0) return <p className="note">No {what} of the lists are in these captions.</p>;
  const href = (part: CaptionPart) => linkTo(tablePath(dataset.name, 'images'), [...pairs, ['_search', part.search]]);
  return (
    <>
      <Bars
        ranked
        bars={found.parts.map((part) => ({
          label: part.label,
          count: part.count,
          href: href(part),
          kind: KINDS[part.kind],
        }))}
      />
      <Sampled {...found} />
    </>
  );
}

interface CaptionsProps {
  dataset: Dataset;
  words: Late<Answer<CaptionParts>>;
  names: Late<Answer<CaptionParts>>;
  whole: string;
  pairs: Pairs;
}

interface SaidProps extends Pick<CaptionsProps, 'dataset' | 'whole' | 'pairs'> {
  what: 'words' | 'names';
  note: string;
  of: Late<Answer<CaptionParts>>;
}

function Said({ what, note, of, whole, ...rest }: SaidProps) {
  return (
    <Entry id={what} title={`${what === 'words' ? 'Words' : 'Names'} in most of its captions`} note={note}>
      <Part of={of} whole={whole} what={`the ${what}`}>
        {(found) => <RowParts {...rest} found={found} what={what} />}
      </Part>
    </Entry>
  );
}

/** What the captions of a place say: the words and the names that most of them hold. */
export function Captions({ words, names, ...rest }: CaptionsProps) {
  return (
    <>
      <Said what="words" note="Words of grammar, single letters and numbers are left out." of={words} {...rest} />
      <Said
        what="names"
        note="Of the lists of artists, celebrities and characters, without names that are also common words."
        of={names}
        {...rest}
      />
    </>
  );
}
