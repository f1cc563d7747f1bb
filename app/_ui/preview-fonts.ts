import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { lettersOf } from '../_answer/font-letters.ts';
import type { Piece } from '../_url/people/phrase.ts';

/** The fonts of the preview picture, and the letters they have. */
export interface PreviewFonts {
  fonts: { name: string; data: Buffer; weight: 400; style: 'normal' | 'italic' }[];
  letters: Set<number>;
}

/** The second holds the letters that the first lacks. */
export const FAMILIES = 'Newsreader, Newsreader Extended';

const FILES = [
  ['Newsreader', 'latin', 'normal'],
  ['Newsreader', 'latin', 'italic'],
  ['Newsreader Extended', 'latin-ext', 'normal'],
  ['Newsreader Extended', 'latin-ext', 'italic'],
] as const;

async function readFonts(): Promise<PreviewFonts> {
  const folder = join(process.cwd(), 'node_modules/@fontsource/newsreader/files');
  const fonts = await Promise.all(
    FILES.map(async ([name, letters, style]) => {
      const data = await readFile(join(folder, `newsreader-${letters}-400-${style}.woff`));
      return { name, data, weight: 400 as const, style };
    }),
  );
  return { fonts, letters: new Set(fonts.flatMap(({ data }) => [...lettersOf(data)])) };
}

let read: Promise<PreviewFonts> | undefined;

/** Reads the fonts once; a failure is not kept. */
export function previewFonts(): Promise<PreviewFonts> {
  read ??= readFonts().catch((error) => {
    read = undefined;
    throw error;
  });
  return read;
}

const SCRIPTS = [
  'Hangul',
  'Han',
  'Hiragana',
  'Katakana',
  'Arabic',
  'Hebrew',
  'Cyrillic',
  'Greek',
  'Thai',
  'Devanagari',
];

const scriptOf = (text: string) =>
  SCRIPTS.find((script) => new RegExp(`\\p{Script=${script}}`, 'u').test(text)) ?? 'another script';

/**
 * A piece of a sentence in letters the fonts have. What they lack becomes an ellipsis, or the name of its script where
 * nothing else is left: no font is fetched for a picture.
 */
export function drawable({ words, kind }: Piece, letters: Set<number>): Piece {
  const has = (char: string) => letters.has(char.codePointAt(0) ?? 0);
  const text = words.normalize('NFC').replace(/\s+/g, ' ');
  const drawn = [...text].map((char) => (has(char) ? char : '\0')).join('');
  if (!drawn.includes('\0')) return { words: text, kind };
  const left = drawn.replace(/\0(?:[\s\p{P}]*\0)*/gu, '…');
  if (/[\p{L}\p{N}]/u.test(left)) return { words: left, kind };
  return { words: `words in ${scriptOf(text)}`, kind: 'plain' };
}
