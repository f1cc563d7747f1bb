import type { Dataset } from '../../db/catalog.ts';
import type { CaptionPart, CaptionParts } from '../_answer/caption-words.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { tablePath } from '../_url/paths.ts';
import { Bars } from './board-bars.tsx';
import { countText } from './number.ts';

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
export function Sampled({ read, captions }: Pick<CaptionParts, 'read' | 'captions'>) {
  if (read >= captions) return null;
  return (
    <p className="note">
      Counted in a sample of {countText(read)} of the {countText(captions)} captions: the numbers are those of the
      sample.
    </p>
  );
}

/** Words or names of captions with the number of captions that hold each; a link finds those captions. */
export function RowParts({ dataset, found, pairs, what }: RowPartsProps) {
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
