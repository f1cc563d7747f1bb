import type { Phrase, Piece } from '../_url/people/phrase.ts';
import { numbered } from './numbered.ts';

function PieceText({ piece: { words, kind } }: { piece: Piece }) {
  if (kind === 'number') return <b>{words}</b>;
  return kind === 'typed' ? <em dir="auto">{words}</em> : words;
}

/** A sentence with its voices: the number in the accent, what was typed in italics and by its own direction. */
export function PhraseText({ phrase }: { phrase: Phrase }) {
  return numbered(phrase).map(({ place, item }) => <PieceText key={place} piece={item} />);
}
