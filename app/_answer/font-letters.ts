import { inflateSync } from 'node:zlib';

const FORMAT_SEGMENTS = 4;

/** The table of characters of a WOFF font, unpacked. Throws for what is no WOFF. */
function characterTable(font: Buffer): Buffer {
  if (font.toString('latin1', 0, 4) !== 'wOFF') throw new Error('This is no WOFF font');
  const tables = font.readUInt16BE(12);
  for (let i = 0; i < tables; i++) {
    const at = 44 + i * 20;
    if (font.toString('latin1', at, at + 4) !== 'cmap') continue;
    const [offset, packed, whole] = [font.readUInt32BE(at + 4), font.readUInt32BE(at + 8), font.readUInt32BE(at + 12)];
    const bytes = font.subarray(offset, offset + packed);
    return packed < whole ? inflateSync(bytes) : bytes;
  }
  throw new Error('The font states no characters');
}

/** The characters of one subtable in segments, those that stand for a glyph. */
function segments(table: Buffer, start: number, letters: Set<number>): void {
  const doubled = table.readUInt16BE(start + 6);
  for (let i = 0; i < doubled; i += 2) {
    const last = table.readUInt16BE(start + 14 + i);
    const first = table.readUInt16BE(start + 16 + doubled + i);
    for (let code = first; code <= last && code !== 0xffff; code++) letters.add(code);
  }
}

/** The code points a WOFF font has letters for, of those below U+10000. */
export function lettersOf(font: Buffer): Set<number> {
  const table = characterTable(font);
  const letters = new Set<number>();
  for (let i = 0; i < table.readUInt16BE(2); i++) {
    const start = table.readUInt32BE(4 + i * 8 + 4);
    if (table.readUInt16BE(start) === FORMAT_SEGMENTS) segments(table, start, letters);
  }
  return letters;
}
