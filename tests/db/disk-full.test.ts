import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { diskError } from '../../db/disk-error.ts';
import { mayMount, SmallDisk } from '../../scripts/faults/small-disk.ts';
import { openDuck } from '../../scripts/ingest/duck.ts';

const folder = mkdtempSync(join(tmpdir(), 'explorer-full-'));
const folders = { database: '/data', temporary: folder };
const isPossible = mayMount();
let disk: SmallDisk | null = null;

beforeAll(() => {
  if (!isPossible) return;
  disk = SmallDisk.mount(folder);
  disk.shrink(4);
});
afterAll(() => {
  disk?.unmount();
  rmSync(folder, { recursive: true, force: true });
});

/** What DuckDB says when it needs more than fits into its memory and onto the disk. */
async function overflow(...settings: string[]): Promise<unknown> {
  const duck = await openDuck(folder);
  try {
    for (const setting of ["memory_limit = '30MB'", 'threads = 1', ...settings]) await duck.run(`set ${setting}`);
    await duck.run('create table t as select i, md5(i::varchar) || md5(i::varchar) as s from range(3000000) r(i)');
    return null;
  } catch (error) {
    return error;
  } finally {
    duck.close();
  }
}

test.runIf(isPossible).each([
  ['at the limit that it sets itself', []],
  ['at the end of the disk', ["max_temp_directory_size = '10GB'"]],
])('temporary files on a full disk, %s, are one sentence that names the folder', async (_when, settings) => {
  const sentence = diskError(await overflow(...settings), folders)?.message ?? '';
  expect(sentence.startsWith(`The disk of temporary files, ${folder}, is full (`)).toBe(true);
  expect(sentence).toMatch(/\)\. Nothing was changed: .*; make room there, or set TMPDIR to another folder\.$/);
  expect(sentence).not.toContain('\n');
});

test('Postgres’s own error names its folder; a connection that broke is a full disk only where there is no room', () => {
  const postgres = Object.assign(new Error('could not extend file "base/1/2": No space left on device'), {
    severity: 'ERROR',
    code: '53100',
  });
  expect(diskError(postgres, folders)?.message).toBe(
    'The disk of the database, /data, is full (could not extend file "base/1/2": No space left on device). Nothing was changed: what was published before is as it was; make room there and run it again.',
  );
  const broken = Object.assign(new Error('the server closed the connection'), { code: 'CONNECTION_CLOSED' });
  expect(diskError(broken, { ...folders, database: tmpdir() })).toBeNull();
  expect(diskError(broken, { ...folders, database: null })).toBeNull();
  if (isPossible) expect(diskError(broken, { ...folders, database: folder })?.message).toContain(`${folder}, is full`);
  expect(diskError(new Error('something else'), folders)).toBeNull();
});
