import { allOf, type SearchTree, words } from './search-tree.ts';

/** A piece of what was typed: `-` before it, quoted or not, `*` after it. */
interface Piece {
  text: string;
  quoted: boolean;
  excluded: boolean;
  prefix: boolean;
}

const hasWord = (text: string) => /[\p{L}\p{N}\p{M}]/u.test(text);

const PIECE = /(-?)"([^"]*)"?(\*?)|(\S+)/gu;

function piecesOf(text: string): Piece[] {
  return [...text.matchAll(PIECE)].map(([, minus, phrase, star, bare]) => {
    if (bare === undefined) return { text: phrase ?? '', quoted: true, excluded: minus === '-', prefix: star === '*' };
    const excluded = bare.startsWith('-') && hasWord(bare);
    const prefix = bare.endsWith('*');
    return { text: bare.slice(excluded ? 1 : 0), quoted: false, excluded, prefix };
  });
}

const isOr = (piece: Piece) => !piece.quoted && piece.text === 'OR' && !piece.excluded;

/**
 * The syntax of the search box: words must all be found, `"a phrase"`, `word*` a prefix, `-word` excluded, an
 * upper-case `OR` joins alternatives (it binds least: `a b OR c` is a and b, or c). Nothing typed is an error. Null
 * when nothing in it is a word: such a search finds nothing.
 */
export function parseSearch(text: string): SearchTree | null {
  const pieces = piecesOf(text).filter((piece) => hasWord(piece.text));
  const alternatives: SearchTree[][] = [[]];
  pieces.forEach((piece, i) => {
    // An OR with nothing on one side is a word like any other.
    const joins = isOr(piece) && (alternatives.at(-1)?.length ?? 0) > 0 && i < pieces.length - 1;
    if (joins) alternatives.push([]);
    else {
      const found = words(piece.text, piece.prefix);
      alternatives.at(-1)?.push(piece.excluded ? { kind: 'not', part: found } : found);
    }
  });
  const parts = alternatives.filter((parts) => parts.length > 0).map(allOf);
  if (parts.length === 0) return null;
  return parts.length === 1 ? (parts[0] as SearchTree) : { kind: 'or', parts };
}

/** Every character literally: quoted phrases and words, all of which must be found. Null when nothing is a word. */
export function parseEscapedSearch(text: string): SearchTree | null {
  const balanced = (text.match(/"/g)?.length ?? 0) % 2 === 0 ? text : `${text}"`;
  const pieces = [...balanced.matchAll(/"([^"]*)"|([^\s"]+)/gu)].map(([, phrase, bare]) => phrase ?? bare ?? '');
  const parts = pieces.filter(hasWord).map((piece) => words(piece));
  return parts.length === 0 ? null : allOf(parts);
}
