import { join } from 'node:path';
import { connect } from '../../db/client.ts';
import { type EngineHost, holdEngine } from '../../db/engine/host.ts';
import { startEngine } from '../../db/engine/start.ts';
import { ensureRoles, grantVersion } from '../../db/roles.ts';
import { Engine } from '../oracle/ask-engine.ts';
import { IMAGE_COLUMNS, IMAGE_FILE_COLUMNS, type ImageShape, imageFileRows } from '../oracle/image-rows.ts';
import { Random } from '../oracle/random.ts';
import { type Cell, columnsOf, type OracleRow, type OracleTable } from '../oracle/table.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';
import { writeParquet } from './parquet-file.ts';

/** The same tables as the dataset's, without what the engine reads. */
export const WITHOUT_ENGINE = 'without_engine';

export interface EngineFixture {
  setup: IngestSetup;
  host: EngineHost;
  /** As the oracle knows it. */
  images: OracleTable;
  /** The same rows twice: one way the engine answers what it can, the other Postgres answers everything. */
  ways: { engine: Engine; postgres: Engine };
  /** How often the engine was asked for each kind of answer, and how often it gave one. */
  told: Map<string, { asked: number; answered: number }>;
  close(): Promise<void>;
}

/** None of the images from here has a language. */
export const BLANK_HOST = 'blank.example';
const ALL = Object.keys(IMAGE_FILE_COLUMNS) as ImageShape['columns'];
const SHAPES: Record<string, { rows: number; shape: ImageShape }> = {
  a: { rows: 1100, shape: { columns: ALL, missing: 0.15 } },
  b: { rows: 700, shape: { columns: ALL.toReversed(), missing: 0.4 } },
  c: { rows: 60, shape: { columns: ['URL', 'TEXT', 'WIDTH', 'punsafe'], missing: 0.1, host: BLANK_HOST } },
  d: { rows: 500, shape: { columns: ALL.filter((name) => name !== 'LANGUAGE'), missing: 0.02 } },
  e: { rows: 300, shape: { columns: ALL, missing: 0.9 } },
};

/** Numbers of images that do not ascend from file to file: some come from an earlier version, and some from before that. */
async function ingestFiles(setup: IngestSetup, random: Random): Promise<void> {
  const path = (name: string) => join(setup.folder, `${name}.parquet`);
  for (const [name, { rows, shape }] of Object.entries(SHAPES)) {
    const types = Object.fromEntries(shape.columns.map((column) => [column, IMAGE_FILE_COLUMNS[column]]));
    await writeParquet(path(name), types, imageFileRows(random, rows, shape, name === 'a'));
  }
  await setup.ingest(['a', 'b', 'c'].map(path));
  await setup.ingest(['a', 'd', 'b'].map(path), { mode: 'replace' });
  await setup.ingest(['c', 'e'].map(path), { mode: 'append' });
}

async function copyWithoutEngine({ owner, schema }: IngestSetup): Promise<void> {
  const from = await schema();
  await owner`create schema ${owner(WITHOUT_ENGINE)}`;
  const tables = await owner<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = ${from}::regnamespace and relkind = 'r' and not starts_with(relname, '_')`;
  for (const { name } of tables) {
    const copy = owner`${owner(WITHOUT_ENGINE)}.${owner(name)}`;
    await owner`create table ${copy} (like ${owner(from)}.${owner(name)} including all)`;
    await owner`insert into ${copy} select * from ${owner(from)}.${owner(name)}`;
    await owner`analyze ${copy}`;
  }
  await grantVersion(owner, WITHOUT_ENGINE);
}

/** `images` read back: that the ingest keeps what it should is tested elsewhere. */
async function readImages({ url, schema }: IngestSetup): Promise<OracleTable> {
  const columns = columnsOf(IMAGE_COLUMNS);
  const owner = connect(url, 1);
  const found = await owner<Record<string, Cell>[]>`select * from ${owner(await schema())}.images`;
  await owner.end();
  const rows = found.map((row): OracleRow => {
    const cells = columns.map(({ name, kind }): [string, Cell] => {
      const cell = row[name] ?? null;
      if (typeof cell !== 'number') return [name, cell];
      return [name, kind === 'integer' ? BigInt(cell) : kind === 'real' ? Math.fround(cell) : cell];
    });
    return Object.fromEntries(cells);
  });
  return { name: 'images', columns, key: ['id'], search: 'text', sort: null, through: null, rows };
}

/** The host, with what it is asked counted. */
function counting(host: EngineHost, told: EngineFixture['told']): EngineHost {
  return {
    load: (schema) => host.load(schema),
    state: () => host.state(),
    stop: () => host.stop(),
    ask: async (schema, request, limits) => {
      const answer = await host.ask(schema, request, limits);
      const count = told.get(request.kind) ?? { asked: 0, answered: 0 };
      told.set(request.kind, count);
      if (schema === WITHOUT_ENGINE && answer) throw new Error('the engine answered for a version it has nothing of');
      if (schema !== WITHOUT_ENGINE) count.asked++;
      if (answer?.state === 'answered') count.answered++;
      return answer;
    },
  };
}

/** Images with everything odd in them, ingested in several goes, and the engine running. */
export async function engineFixture(seed: number): Promise<EngineFixture> {
  const setup = await ingestSetup();
  await ingestFiles(setup, new Random(seed));
  const { readerUrl } = await ensureRoles(setup.url);
  await copyWithoutEngine(setup);
  const told: EngineFixture['told'] = new Map();
  const host = counting(startEngine(readerUrl), told);
  holdEngine(host);
  await host.load(await setup.schema());
  await host.load(WITHOUT_ENGINE);
  const ways = {
    engine: await Engine.open(setup.url, 'd'),
    postgres: await Engine.open(setup.url, 'd', WITHOUT_ENGINE),
  };
  const close = async () => {
    await host.stop();
    await ways.engine.close();
    await ways.postgres.close();
    await setup.close();
  };
  return { setup, host, images: await readImages(setup), ways, told, close };
}
