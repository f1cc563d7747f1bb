import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropRetired } from '../../db/versions/drop.ts';
import { backup } from '../../scripts/backup/backup.ts';
import {
  append,
  type BackupFixture,
  backupFixture,
  contentOf,
  type OtherDatabase,
  otherDatabase,
  restoreInto,
  schemaOf,
} from './backup-fixture.ts';

let fixture: BackupFixture;
let folder: string;
let other: OtherDatabase;

beforeAll(async () => {
  fixture = await backupFixture();
  folder = await fixture.backup();
  other = await otherDatabase();
});
afterAll(async () => {
  await other?.close();
  await fixture?.setup.close();
});

/** Everything that a restore could have left in the other database. */
const leftIn = async ({ owner }: OtherDatabase) => {
  const [row] = await owner`
    select (select count(*)::int from catalog.dataset) as datasets, (select count(*)::int from catalog.exclusion) as rules,
      (select count(*)::int from catalog.version where state <> 'dropped') as versions,
      (select count(*)::int from pg_namespace where nspname ~ '_v[0-9]+$') as schemas`;
  return { ...row };
};
const NOTHING = { datasets: 0, rules: 0, versions: 0, schemas: 0 };

let copies = 0;
/** A copy of the backup with something done to it. */
async function damaged(work: (copy: string) => Promise<unknown>): Promise<string> {
  const copy = join(fixture.setup.folder, `damaged-${copies++}`);
  await cp(folder, copy, { recursive: true });
  await work(copy);
  return copy;
}
const changeByte = (file: string) => async (copy: string) => {
  const path = join(copy, file);
  const bytes = await readFile(path);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] as number) ^ 1;
  await writeFile(path, bytes);
};
const changeManifest = (pattern: RegExp, replacement: string) => async (copy: string) => {
  const path = join(copy, 'backup.json');
  await writeFile(path, (await readFile(path, 'utf8')).replace(pattern, replacement));
};

test('a folder that is not as it was written is refused in a sentence, and nothing is done', async () => {
  const cases: [RegExp, (copy: string) => Promise<unknown>][] = [
    [/images\.parquet is damaged/, changeByte('d/images.parquet')],
    [/_gone\.parquet is damaged/, changeByte('d/_gone.parquet')],
    [/exclusion\.parquet is damaged/, changeByte('exclusion.parquet')],
    [/word\.parquet is damaged/, async (copy) => writeFile(join(copy, 'd/word.parquet'), '')],
    [/site\.parquet is missing/, async (copy) => rm(join(copy, 'd/site.parquet'))],
    [/holds no backup\.json/, async (copy) => rm(join(copy, 'backup.json'))],
    [/backup\.json is damaged: it is no JSON/, async (copy) => writeFile(join(copy, 'backup.json'), '{"format": 1,')],
    [/backup\.json is damaged/, changeManifest(/"rows": (\d+)/, '"rows": 1$1')],
    [/backup\.json is damaged/, changeManifest(/title/, 'Title')],
    [/is of format 2, and this program knows 1/, changeManifest(/"format": 1/, '"format": 2')],
  ];
  for (const [sentence, work] of cases)
    await expect(restoreInto(other.url, await damaged(work)), sentence.source).rejects.toThrow(sentence);
  await expect(restoreInto(other.url, join(folder, 'none'))).rejects.toThrow('holds no backup.json');
  await expect(restoreInto(other.url, folder, { dataset: 'x' })).rejects.toThrow('holds no dataset "x"; it holds d.');
  await expect(restoreInto(other.url, folder, { name: 'Big' })).rejects.toThrow('"Big" cannot be a name');
  expect(await leftIn(other)).toEqual(NOTHING);
});

test('a dataset that is there already is replaced only when that is said', async () => {
  const { setup } = fixture;
  const before = await setup.schema();
  await expect(restoreInto(setup.url, folder)).rejects.toThrow(/d exists already: --replace .* --name/);
  await expect(restoreInto(setup.url, folder, { name: 'd-also' })).rejects.toThrow('already leads to the dataset d');
  expect(await setup.schema()).toBe(before);
});

test('a backup goes into a folder of its own, and leaves nothing there when it fails', async () => {
  const { setup } = fixture;
  const into = (out: string, dataset: string | null = 'd', signal?: AbortSignal) =>
    backup(setup.url, { out, dataset }, () => {}, signal);
  await expect(into(folder)).rejects.toThrow('is not empty');
  await expect(into(join(folder, 'backup.json'))).rejects.toThrow('it is no folder');
  await expect(into(join(folder, 'backup.json', 'x'))).rejects.toThrow('it is no folder');
  const fresh = join(setup.folder, 'fresh', 'deep');
  await expect(into(fresh, 'x')).rejects.toThrow('There is no dataset "x"; there is d.');
  await expect(readdir(join(setup.folder, 'fresh'))).rejects.toThrow('ENOENT');
  const empty = join(setup.folder, 'empty');
  await mkdir(empty);
  const stop = new AbortController();
  const stopped = backup(setup.url, { out: empty, dataset: 'd' }, () => stop.abort(new Error('stopped')), stop.signal);
  await expect(stopped).rejects.toThrow();
  expect(await readdir(empty)).toEqual([]);
  const nothing = backup(other.url, { out: empty, dataset: null }, () => {});
  await expect(nothing).rejects.toThrow('no dataset is published');
});

test('a restore that is stopped leaves nothing', async () => {
  const stop = new AbortController();
  const restoring = restoreInto(other.url, folder, {}, stop.signal);
  const timer = setInterval(async () => {
    if ((await leftIn(other)).schemas > 0) stop.abort(new Error('stopped'));
  }, 5);
  await expect(restoring).rejects.toThrow();
  clearInterval(timer);
  expect(await leftIn(other)).toEqual(NOTHING);
});

/** A command in a process of its own. */
function command(script: string, url: string, ...args: string[]): ChildProcess {
  const env = { ...process.env, DATABASE_URL: url };
  const stdio = ['ignore', 'pipe', 'inherit'] as const;
  return spawn(process.execPath, ['--import', 'tsx', `scripts/${script}.ts`, ...args], { env, stdio: [...stdio] });
}

test('a restore that is killed is cleared by the next', async () => {
  const killed = command('restore', other.url, folder);
  const line = /_posting/;
  for await (const chunk of killed.stdout ?? []) if (line.test(String(chunk))) break;
  killed.kill('SIGKILL');
  await once(killed, 'close');
  await restoreInto(other.url, folder);
  expect(await contentOf(other.owner, await schemaOf(other.owner))).toEqual(
    await contentOf(fixture.setup.owner, await fixture.setup.schema()),
  );
  expect(await leftIn(other)).toMatchObject({ datasets: 1, versions: 1, schemas: 1 });
});

test('a backup holds the version it began with, though it is replaced meanwhile', async () => {
  const { setup, file } = fixture;
  const old = await setup.schema();
  const before = await contentOf(setup.owner, old);
  const out = join(setup.folder, 'meanwhile');
  const child = command('backup', setup.url, '--out', out, '--dataset', 'd');
  const ended = once(child, 'close');
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  child.kill('SIGSTOP');
  await append(setup.url, file('e'), 'd', 'replace');
  expect(await setup.schema()).not.toBe(old);
  await setup.owner`update catalog.version set retired_at = retired_at - interval '60 s'`;
  expect(await dropRetired(setup.owner)).not.toContain(old);
  child.stdout?.resume();
  child.kill('SIGCONT');
  expect((await ended)[0]).toBe(0);
  expect(await dropRetired(setup.owner)).toContain(old);
  await restoreInto(other.url, out, { replace: true });
  expect(await contentOf(other.owner, await schemaOf(other.owner))).toEqual(before);
});

test('several datasets in one backup, of which one is restored under another name', async () => {
  const { setup, file } = fixture;
  await append(setup.url, file('e'), 'second');
  const out = await fixture.backup(null);
  await expect(restoreInto(other.url, out, { name: 'third' })).rejects.toThrow('holds d, second: --name renames one');
  await restoreInto(other.url, out, { dataset: 'second', name: 'third' });
  await restoreInto(other.url, out, { replace: true });
  const original = await contentOf(setup.owner, await setup.schema('second'));
  for (const name of ['second', 'third'])
    expect(await contentOf(other.owner, await schemaOf(other.owner, name))).toEqual(original);
});
