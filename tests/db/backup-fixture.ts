import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { connect, type Sql } from '../../db/client.ts';
import { addRules, removeRules } from '../../db/exclusions/exclusions.ts';
import { ruleOf } from '../../db/exclusions/rules.ts';
import { currentVersion } from '../../db/versions/current.ts';
import { backup } from '../../scripts/backup/backup.ts';
import { restore } from '../../scripts/backup/restore.ts';
import { ingest } from '../../scripts/ingest/ingest.ts';
import { silentProgress } from '../../scripts/ingest/progress.ts';
import { IMAGE_FILE_COLUMNS, type ImageShape, imageFileRows } from '../oracle/image-rows.ts';
import { Random } from '../oracle/random.ts';
import { freshDatabase } from './fresh-database.ts';
import { type IngestSetup, ingestSetup } from './ingest-setup.ts';
import { type ParquetValue, writeParquet } from './parquet-file.ts';

const ALL = Object.keys(IMAGE_FILE_COLUMNS) as ImageShape['columns'];

/** Texts and numbers that a way through text easily changes. */
const ODD: ParquetValue[][] = [
  ['https://odd.example/1', '', -(2n ** 63n), 0.1 + 0.2, '6.1'],
  ['https://odd.example/2', null, 2n ** 63n - 1n, 5e-324, '1e-45'],
  ['https://odd.example/3', ' a "b",\n\r\n\\N \\. NULL\t', 0n, 1 / 3, '0.333333333'],
  ['https://odd.example/4', '\\x41', 1n, -0.1234567890123456, '-4.99999'],
  ['https://out.example/5', 'grüße 東京 😀 excluded phrase', null, null, null],
];

export interface OtherDatabase {
  url: string;
  owner: Sql;
  close(): Promise<void>;
}

/** A database beside that of the fixture. */
export async function otherDatabase(): Promise<OtherDatabase> {
  const { url, drop } = await freshDatabase();
  const owner = connect(url, 2);
  const close = async () => {
    await owner.end();
    await drop();
  };
  return { url, owner, close };
}

export interface BackupFixture {
  setup: IngestSetup;
  file(name: string): string;
  /** Backs `dataset` up, `d` unless told otherwise, into a new folder; returns it. */
  backup(dataset?: string | null): Promise<string>;
}

/**
 * A dataset `d` of files b and c, which took the place of file a; file e was never read. Rows were taken out of it by
 * exclusions, one of which was ended.
 */
export async function backupFixture(): Promise<BackupFixture> {
  const setup = await ingestSetup();
  const file = (name: string) => join(setup.folder, `${name}.parquet`);
  const random = new Random(5);
  const types = Object.fromEntries(ALL.map((column) => [column, IMAGE_FILE_COLUMNS[column]]));
  for (const [name, rows] of Object.entries({ a: 40, b: 600, e: 30 }))
    await writeParquet(file(name), types, imageFileRows(random, rows, { columns: ALL, missing: 0.2 }, name === 'b'));
  const columns = { URL: 'VARCHAR', TEXT: 'VARCHAR', hash: 'BIGINT', similarity: 'DOUBLE', punsafe: 'FLOAT' };
  await writeParquet(file('c'), columns, ODD);
  const fields = { title: 'Ä "title"', aliases: ['d-also'], licence: '', source: 'http://s/', invented: true };
  await setup.ingest([file('a')], { fields });
  await setup.ingest([file('b')], { mode: 'replace' });
  await setup.ingest([file('c')], { mode: 'append' });
  await addRules(setup.owner, [ruleOf('domain', 'out.example'), ruleOf('phrase', 'red fox')], 'asked, "politely"');
  await addRules(setup.owner, [ruleOf('site', 'example.org')], null);
  await removeRules(setup.owner, [ruleOf('site', 'example.org')]);
  let made = 0;
  const into = async (dataset: string | null = 'd') => {
    const out = join(setup.folder, `backup-${made++}`);
    await mkdir(out);
    await backup(setup.url, { out, dataset }, () => {});
    return out;
  };
  return { setup, file, backup: into };
}

export const restoreInto = (url: string, folder: string, options: object = {}, signal?: AbortSignal) =>
  restore(url, { folder, dataset: null, name: null, replace: false, ...options }, () => {}, signal);

/** Adds a file to a dataset. Returns what the ingest said. */
export async function append(url: string, path: string, name = 'd', mode: 'append' | 'replace' = 'append') {
  const said: string[] = [];
  const progress = { ...silentProgress(), say: (sentence: string) => void said.push(sentence) };
  const filter = { minAesthetic: null, language: null };
  await ingest(url, { paths: [path], name, mode, filter, limit: null, fields: {} }, progress);
  return said;
}

export async function schemaOf(owner: Sql, dataset = 'd'): Promise<string> {
  const current = await currentVersion(owner, dataset);
  if (!current) throw new Error(`${dataset} is not published`);
  return current.schemaName;
}

/**
 * Every table and view of a schema: its definition, and its rows as text in the order of that text. Tables of what was
 * taken out have their keys from when they are made or not at all, so theirs are not told.
 */
export async function contentOf(owner: Sql, schema: string): Promise<Record<string, unknown>> {
  const relations = await owner<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = ${schema}::regnamespace and relkind in ('r', 'v', 'm') order by relname`;
  const content: Record<string, unknown> = {};
  for (const { name } of relations) {
    const table = `${schema}."${name.replaceAll('"', '""')}"`;
    const [row] = await owner.unsafe(
      `select count(*)::int as count, md5(string_agg(t::text, e'\\n' order by t::text collate "C")) as rows,
        (select string_agg(concat_ws(' ', attname, format_type(atttypid, atttypmod), attnotnull, attcollation), ', '
          order by attnum) from pg_attribute where attrelid = '${table}'::regclass and attnum > 0) as columns,
        (select string_agg(replace(pg_get_indexdef(indexrelid), '${schema}.', ''), e'\\n' order by indexrelid::regclass::text)
          from pg_index where indrelid = '${table}'::regclass) as indexes
      from ${table} t`,
    );
    content[name] = row;
  }
  return content;
}

/** What the catalogue says of a dataset and of exclusions, but for numbers and times that are this database's own. */
export async function catalogOf(owner: Sql, dataset = 'd'): Promise<object> {
  const [row] =
    await owner`select to_jsonb(d) - 'current_version' as row from catalog.dataset d where name = ${dataset}`;
  const versions = await owner`
    select v.fingerprint, v.summary, state = 'published' and v.epoch > 0 as excluded,
      (select json_agg(to_jsonb(f) - 'id' - 'version_id' order by f.id) from catalog.ingest_file f where version_id = v.id)
        as files
    from catalog.version v where dataset = ${dataset} and state <> 'loading' order by created_at`;
  const exclusions = await owner`select * from catalog.exclusion order by id`;
  return { row, versions: [...versions], exclusions: [...exclusions] };
}
