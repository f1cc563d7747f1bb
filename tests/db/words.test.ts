import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { wordsOf } from '../oracle/words.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

let database: FreshDatabase;
let sql: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  sql = connect(database.url, 1);
});

afterAll(async () => {
  await sql?.end();
  await database?.drop();
});

/** The searched words of each text, as the index holds them. */
async function normal(texts: string[]): Promise<string[]> {
  const rows = await sql<{ words: string }[]>`
    select btrim(template.norm(value)) as words
    from jsonb_array_elements_text(${JSON.stringify(texts)}::text::jsonb) with ordinality order by ordinality`;
  return rows.map((row) => row.words);
}

/** The scripts of nearly all captions; characters newer than the ICU of the server inside the project stay out. */
const BLOCKS: [name: string, first: number, last: number][] = [
  ['ASCII to Latin Extended', 0x01, 0x24f],
  ['phonetic signs and marks', 0x250, 0x36f],
  ['Greek and Cyrillic', 0x370, 0x52f],
  ['Armenian', 0x531, 0x556],
  ['Hebrew', 0x591, 0x5ea],
  ['Arabic', 0x600, 0x6ff],
  ['Devanagari and Bengali', 0x900, 0x9fb],
  ['Gurmukhi to Telugu', 0xa01, 0xc03],
  ['Tamil', 0xb82, 0xbfa],
  ['Thai', 0xe01, 0xe5b],
  ['Tibetan and Myanmar', 0xf00, 0x109f],
  ['Georgian, Hangul Jamo and Ethiopic', 0x10a0, 0x1399],
  ['Khmer', 0x1780, 0x17f9],
  ['Latin and Greek with accents, signs', 0x1e00, 0x27ff],
  ['Kana and CJK', 0x3000, 0x312d],
  ['Han', 0x4e00, 0x9fea],
  ['Hangul', 0xac00, 0xd7a3],
  ['forms and full width', 0xf900, 0xffef],
  ['emoji', 0x1f300, 0x1f64f],
];

test.each(BLOCKS)(
  '%s: every character is a letter, a mark or between words as the oracle has it',
  async (_, first, last) => {
    const texts = Array.from({ length: last - first + 1 }, (_, i) => `a${String.fromCodePoint(first + i)}b`);
    const found = await normal(texts);
    const wrong = texts.filter((text, i) => found[i] !== wordsOf(text).join(' '));
    expect(wrong).toEqual([]);
  },
);

describe('words that people look for', () => {
  test.each([
    ['Dürer, DURER; Du\u0308rer', 'durer durer durer'],
    ['straße STRASSE', 'strasse strasse'],
    ['Ærøskøbing', 'aeroskobing'],
    ['İstanbul', 'istanbul'],
    ["O'Shea o’shea", 'o shea o shea'],
    ['screen-print under_score 50%', 'screen print under score 50'],
    ['हिन्दी ไทย שלום', 'हिन्दी ไทย שלום'],
    ['李伟,東京', '李伟 東京'],
    ['ｆｕｌｌ ﬁne ½ Ⅳ x²', 'full fine 1 2 iv x'],
    ['a/b x.com/y 1.5', 'a b x com y 1 5'],
    ['😀 — …', ''],
    ['', ''],
  ])('%s', async (text, words) => {
    expect(await normal([text])).toEqual([words]);
  });

  test.each([
    ['red ❤️ fox', 'red fox'],
    ['1️⃣ first', '1 first'],
    ['❤️', ''],
  ])('the style of a sign is no word: %s', async (text, words) => {
    expect(await normal([text])).toEqual([words]);
  });
});
