import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Closed, findDataset, listDatasets } from '../../db/catalog.ts';
import { connect, type Sql } from '../../db/client.ts';
import { addRules, listRules, removeRules } from '../../db/exclusions/exclusions.ts';
import { ruleOf } from '../../db/exclusions/rules.ts';
import { finishClosed } from '../../db/exclusions/take-out.ts';
import { exportRows } from '../../db/export.ts';
import { ensureRoles } from '../../db/roles.ts';
import { sql, tableName } from '../../db/sql.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';
import { writeParquet } from './parquet-file.ts';

const ROWS = 9000;
const LARGE = ruleOf('site', 'large.example');
const SMALL = ruleOf('site', 'small.example');

let setup: IngestSetup;
let reader: Sql;

beforeAll(async () => {
  setup = await ingestSetup();
  const file = join(setup.folder, 'large.parquet');
  const rows = Array.from({ length: ROWS }, (_, i) => [
    `https://${i % 3 === 0 ? 'small' : 'large'}.example/${i}.jpg`,
    `words ${i} of a caption`,
    5 + i / ROWS,
  ]);
  await writeParquet(file, { url: 'VARCHAR', text: 'VARCHAR', aesthetic: 'FLOAT' }, rows);
  await setup.ingest([file]);
  reader = connect((await ensureRoles(setup.url)).readerUrl, 2);
});

afterEach(async () => {
  const inForce = await listRules(setup.owner, true);
  if (inForce.length > 0) await removeRules(setup.owner, inForce);
});

afterAll(async () => {
  await reader?.end();
  await setup?.close();
});

/** What a reader who resolves the dataset now counts; null: it is closed. */
async function seen(): Promise<number | null> {
  try {
    const dataset = await findDataset(reader, 'd');
    const [row] = await reader<{ n: number }[]>`select count(*)::int as n from ${reader(dataset?.schema ?? '')}.images`;
    return row?.n ?? 0;
  } catch (error) {
    if (error instanceof Closed) return null;
    throw error;
  }
}

test('a site of many images is not read for a moment, then without them', async () => {
  const answers: (number | null)[] = [];
  let isOver = false;
  const adding = addRules(setup.owner, [LARGE], null).finally(() => {
    isOver = true;
  });
  while (!isOver) answers.push(await seen());
  expect((await adding).rows).toBe(6000);
  expect(answers).toContain(null);
  // Readers may have resolved it before; never after.
  expect(answers.slice(answers.indexOf(null)).filter((n) => n === ROWS)).toEqual([]);
  expect(await seen()).toBe(3000);
});

test('what broke off is finished by whoever looks after the versions, and nobody reads it until then', async () => {
  const { owner } = setup;
  await owner`insert into catalog.exclusion (kind, value) values (${LARGE.kind}, ${LARGE.value})`;
  await owner`update catalog.version set closed = 2 where state = 'published'`;
  await expect(listDatasets(reader)).rejects.toThrow(Closed);
  expect(await seen()).toBeNull();
  await finishClosed(owner);
  expect(await seen()).toBe(3000);
});

test('what somebody works at is left to them', async () => {
  const { owner } = setup;
  await owner`update catalog.version set closed = 1 where state = 'published'`;
  const [row] = await owner<{ id: number }[]>`select id::int from catalog.version where state = 'published'`;
  await owner.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(7301867, ${row?.id ?? 0}::int)`;
    await finishClosed(owner);
  });
  expect(await seen()).toBeNull();
  await finishClosed(owner);
  expect(await seen()).toBe(ROWS);
});

test('an export that began before is ended, one that began after is not', async () => {
  const schema = await setup.schema('d');
  const statement = sql`select * from ${tableName(schema, 'images')}`;
  const read = async () => {
    let rows = 0;
    const limits = { milliseconds: 9000, signal: new AbortController().signal };
    for await (const some of exportRows(reader, statement, limits)) {
      rows += some.length;
      await sleep(200);
    }
    return rows;
  };
  const before = read().catch((error: Error) => `ended: ${error.message}`);
  await sleep(100);
  const adding = addRules(setup.owner, [SMALL], null);
  expect(await before).toMatch(/^ended/);
  await adding;
  expect(await read()).toBe(6000);
});
