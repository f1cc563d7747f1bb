import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { searchCondition } from '../../db/queries/search.ts';
import { joined, printed, sql as statement } from '../../db/sql.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

const CAPTIONS = [
  'red fox',
  'fox red',
  'red the fox',
  'fox',
  'red',
  'a b c d e',
  'a x x b x x c',
  'c b a',
  'a b x x x x x c',
  'kinkade cottage',
  'cottage by thomas kinkade',
  'thomas kinkade',
  'b c',
  'x a b',
];

let database: FreshDatabase;
let owner: Sql;

beforeAll(async () => {
  database = await freshDatabase();
  owner = connect(database.url, 1);
});

afterAll(async () => {
  await owner?.end();
  await database?.drop();
});

/** The places, from 1, of the captions that a raw search finds. */
async function found(text: string): Promise<number[]> {
  const values = joined(
    CAPTIONS.map((caption, i) => statement`(${i + 1}::integer, ${caption}::text)`),
    statement`, `,
  );
  const condition = searchCondition({ text, column: null, mode: 'raw' }, statement`caption`);
  const { text: sql, params } = printed(
    statement`select place from (values ${values}) as captions (place, caption) where ${condition} order by place`,
  );
  return (await owner.unsafe(sql, params as never[])).map((row) => Number(row.place));
}

// What FTS5 of SQLite 3.40 finds in these captions as rows 1 to 14 of a table with the one column `text`.
test.each<[search: string, places: number[]]>([
  ['text:kinkade', [10, 11, 12]],
  ['TEXT : "thomas kinkade"', [11, 12]],
  ['{text}: kin*', [10, 11, 12]],
  ['cottage text:kinkade', [10, 11]],
  ['cottage NOT text:thomas', [10]],
  ['text:(red OR kinkade) NOT fox', [5, 10, 11, 12]],
  ['text:^red', [1, 3, 5]],
  ['text:red + fox', [1]],
  ['{text text}: b c', [6, 7, 8, 9, 13]],
  ['NEAR(fox)', [1, 2, 3, 4]],
  ['NEAR("red fox", 3)', [1]],
  ['NEAR(red fox, 0)', [1, 2]],
  ['NEAR(red fox, 1)', [1, 2, 3]],
  ['NEAR(a + b c, 0)', [6]],
  ['NEAR(a + b c, 4)', [6]],
  ['NEAR(a + b c, 5)', [6, 9]],
  ['text:NEAR(c a, 1)', [6, 8]],
  ['NEAR(c a, 4)', [6, 8]],
  ['NEAR(c a, 5)', [6, 7, 8]],
])('%s', async (search, places) => {
  expect(await found(search)).toEqual(places);
});
