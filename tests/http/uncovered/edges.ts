import { connect } from '../../../db/client.ts';
import { createVersion } from '../../../db/versions/create.ts';
import { lockDataset } from '../../../db/versions/lock.ts';
import { publishVersion } from '../../../db/versions/publish.ts';

/** Values at the edges of their types, in columns with difficult names. Integers are given by their digits. */
export const EDGE_ROWS = [
  {
    id: '-9223372036854775808',
    big: null,
    x: 1,
    level: '0',
    a__b: 'one',
    score: null,
    raw: '00ff',
    flag: true,
    note: '',
  },
  { id: '7', big: '9007199254740993', x: 1, level: '1', a__b: 'two', score: 'NaN', raw: null, flag: false, note: null },
  {
    id: '9007199254740993',
    big: '9007199254740993',
    x: 2,
    level: null,
    a__b: null,
    score: 'Infinity',
    raw: '',
    flag: null,
    note: '',
  },
  {
    id: '9007199254740994',
    big: '9007199254740992',
    x: 2,
    level: '9007199254740995',
    a__b: '',
    score: '-Infinity',
    raw: 'c3a9',
    flag: true,
    note: 'é',
  },
  {
    id: '9223372036854775806',
    big: '-9007199254740995',
    x: null,
    level: '-1',
    a__b: 'a,b',
    score: '7',
    raw: '22',
    flag: true,
    note: null,
  },
  {
    id: '9223372036854775807',
    big: '9223372036854775807',
    x: 3,
    level: '3',
    a__b: 'one',
    score: '1e-300',
    raw: 'aa',
    flag: false,
    note: 'x"y\r\n',
  },
] as const;

const DEFINITIONS = `
  create table wide (id bigint primary key, big bigint, "_x" int, "__index_level_0__" bigint, a__b text collate "C",
    score double precision, raw bytea, flag boolean, note text collate "C");
  create table linked (name text collate "C" primary key, wide_id bigint references wide(id));
  create index on wide (big)`;

/** Publishes the rows as dataset `edges`, table `wide`; a table `linked` leads to one of them. */
export async function publishEdges(ownerUrl: string): Promise<void> {
  const owner = connect(ownerUrl, 2);
  try {
    const lock = await lockDataset(owner, 'edges');
    const version = await createVersion(owner, 'edges');
    const session = connect(ownerUrl, 1, { search_path: `${version.schemaName}, public` });
    await session.unsafe(DEFINITIONS).simple();
    for (const row of EDGE_ROWS) {
      await session`insert into wide values (${row.id}::text::bigint, ${row.big}::text::bigint, ${row.x}::int,
        ${row.level}::text::bigint, ${row.a__b}, ${row.score}::text::double precision, decode(${row.raw}::text, 'hex'),
        ${row.flag}::boolean, ${row.note})`;
    }
    await session`insert into linked values ('one', 9007199254740993), ('two', 9007199254740993), ('none', null)`;
    await session.end();
    const config = { tables: { wide: { labelColumn: 'a__b' }, linked: {} }, queries: {} };
    await publishVersion(owner, version, { title: 'Edges', config });
    await lock?.release();
  } finally {
    await owner.end();
  }
}

/** Reads JSON with integers beyond 2^53 as their digits. */
// biome-ignore lint/suspicious/noExplicitAny: bodies are looked into by tests, which say what they expect.
export const parseExactly = (text: string): any =>
  JSON.parse(text.replace(/([[:,]\s*)(-?\d+)(?=\s*[,\]}])/g, '$1"$2"'));
