import type { CSSProperties } from 'react';
import type { Preview } from '../_answer/preview.ts';
import type { Piece } from '../_url/people/phrase.ts';
import { countText } from './number.ts';
import { numbered } from './numbered.ts';
import { drawable, FAMILIES } from './preview-fonts.ts';

/** The look's own colours: the picture has no style sheet to take them from. */
const INK = { paper: '#faf8f3', ink: '#1d1b18', soft: '#5f5a51', line: '#e2dcd0', accent: '#a63a1b', bar: '#d9cfbd' };

interface PreviewCardProps {
  preview: Preview;
  /** The dataset, and whether its rows are invented. */
  set: string;
  invented: boolean;
  letters: Set<number>;
}

const column: CSSProperties = { display: 'flex', flexDirection: 'column' };

/** What stands between two spaces: a run for each voice in it. */
type Unit = Piece[];

/** The sentence at its spaces, because the picture breaks its lines between boxes only. */
function unitsOf(pieces: Piece[]): Unit[] {
  const units: Unit[] = [[]];
  for (const piece of pieces) {
    piece.words.split(' ').forEach((words, i) => {
      if (i > 0) units.push([]);
      if (words !== '') units.at(-1)?.push({ ...piece, words });
    });
  }
  return units.filter((unit) => unit.length > 0);
}

const LONGEST = 300;

/** Smaller where there is more to say. */
function sizeOf(letters: number, hasList: boolean): number {
  if (hasList) return letters > 150 ? 40 : letters > 90 ? 50 : 66;
  return letters > 200 ? 46 : letters > 110 ? 58 : 76;
}

/** Beyond three hundred letters the end is cut. */
function cut(pieces: Piece[]): Piece[] {
  let left = LONGEST;
  return pieces.flatMap((piece) => {
    if (left <= 0) return [];
    const words = piece.words.length > left ? `${piece.words.slice(0, left)}…` : piece.words;
    left -= words.length;
    return [{ ...piece, words }];
  });
}

const voice = ({ kind }: Piece): CSSProperties => ({
  color: kind === 'number' ? INK.accent : INK.ink,
  fontStyle: kind === 'typed' ? 'italic' : 'normal',
});

function Sentence({ preview, letters }: Pick<PreviewCardProps, 'preview' | 'letters'>) {
  const pieces = cut(preview.phrase.map((piece) => drawable(piece, letters)));
  const length = pieces.reduce((sum, { words }) => sum + words.length, 0);
  const fontSize = sizeOf(length, preview.rows.length > 0);
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', alignContent: 'flex-start', flex: 1, fontSize, lineHeight: 1.14 }}>
      {numbered(unitsOf(pieces)).map(({ place, item: unit }) => (
        <div key={place} style={{ display: 'flex', marginRight: fontSize * 0.24, letterSpacing: '-0.012em' }}>
          {numbered(unit).map(({ place: at, item }) => (
            <span key={at} style={voice(item)}>
              {item.words}
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}

function List({ preview, letters }: Pick<PreviewCardProps, 'preview' | 'letters'>) {
  const most = Math.max(1, ...preview.rows.map(({ count }) => count));
  return (
    <div style={{ ...column, width: 420, marginLeft: 56, paddingTop: 12 }}>
      <div style={{ display: 'flex', fontSize: 26, color: INK.soft, paddingBottom: 14 }}>{preview.title}</div>
      {preview.rows.map(({ label, count }) => (
        <div key={label} style={{ ...column, paddingBottom: 16 }}>
          <div style={{ display: 'flex', justifyContent: 'space-between', fontSize: 32 }}>
            <span style={{ maxWidth: 300, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}>
              {drawable({ words: label, kind: 'plain' }, letters).words}
            </span>
            <span style={{ color: INK.soft }}>{countText(count)}</span>
          </div>
          <div style={{ display: 'flex', height: 4, width: Math.max(2, (420 * count) / most), background: INK.bar }} />
        </div>
      ))}
    </div>
  );
}

/** The preview picture of a page: its sentence, its number, its sites; no picture of anybody else's. */
export function PreviewCard({ preview, set, invented, letters }: PreviewCardProps) {
  return (
    <div
      style={{
        ...column,
        width: '100%',
        height: '100%',
        padding: '52px 72px 48px',
        background: INK.paper,
        color: INK.ink,
        fontFamily: FAMILIES,
      }}
    >
      <div style={{ display: 'flex', flex: 1, overflow: 'hidden' }}>
        <Sentence preview={preview} letters={letters} />
        {preview.rows.length > 0 && <List preview={preview} letters={letters} />}
      </div>
      <div
        style={{
          display: 'flex',
          justifyContent: 'space-between',
          borderTop: `2px solid ${INK.line}`,
          paddingTop: 22,
          fontSize: 28,
        }}
      >
        <span>Aesthetic Explorer</span>
        <span style={{ color: invented ? INK.accent : INK.soft }}>
          {invented ? 'invented data' : drawable({ words: set, kind: 'plain' }, letters).words}
        </span>
      </div>
    </div>
  );
}
