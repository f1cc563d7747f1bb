import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mayMount, SmallDisk } from '../../scripts/faults/small-disk.ts';
import { invent } from '../../scripts/invent/invent.ts';
import { runDuck, writeParquet } from './parquet-file.ts';
import { makeSubset } from './subset-fixture.ts';

let folder: string;
let source: string;
let out: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'explorer-subset-faults-'));
  source = join(folder, 'source');
  out = join(folder, 'out', 'six.parquet');
  await mkdir(join(folder, 'out'));
  await invent({ rows: 400_000, out: source, files: 2, seed: 9 });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const WHERE = 'aesthetic >= 5 and pwatermark < 0.9';
const left = () => readdir(join(folder, 'out'));
const first = () => join(source, 'part-00000.parquet');

/** The command itself, in a process of its own. */
function command(...args: string[]): ChildProcess & { output: () => string } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/subset.ts', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  return Object.assign(child, { output: () => output });
}

async function finished(child: ChildProcess): Promise<number | string | null> {
  const [code, signal] = await once(child, 'close');
  return signal ?? code;
}

/** Waits until the command has begun to write. */
async function untilWritten(child: ReturnType<typeof command>): Promise<void> {
  while (!(await left()).some((name) => name.endsWith('.part'))) {
    if (child.exitCode !== null) throw new Error(`it ended before it wrote: ${child.output()}`);
    await sleep(2);
  }
}

test.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const)('%s while it writes ends it with status %i and leaves nothing', async (signal, status) => {
  const child = command(source, '--where', WHERE, '--out', out);
  await untilWritten(child);
  child.kill(signal);
  expect(await finished(child), child.output()).toBe(status);
  expect(child.output()).toContain('Stopped. No subset was written.');
  expect(await left()).toEqual([]);
});

test('killed while it writes, it leaves no file of that name, and the next run clears the rest', async () => {
  const child = command(source, '--where', WHERE, '--out', out);
  await untilWritten(child);
  child.kill('SIGKILL');
  expect(await finished(child)).toBe('SIGKILL');
  expect(await left()).toEqual([`.six.parquet.${child.pid}.part`]);
  const again = command(source, '--where', WHERE, '--out', out);
  expect(await finished(again), again.output()).toBe(0);
  expect(await left()).toEqual(['six.parquet']);
  expect(again.output()).toMatch(/six\.parquet: [\d,]+ of 400,000 rows from 2 files\./);
  const [stated] = await runDuck<{ rows: string }>(`SELECT count(*) AS rows FROM '${out}'`);
  expect(again.output()).toContain(`${Number(stated?.rows).toLocaleString('en-US')} of 400,000`);
});

test('a file that is there is kept unless it is to be replaced, and as it was until all is written', async () => {
  const before = await readFile(out);
  await expect(makeSubset([source], WHERE, out)).rejects.toThrow(`${out} exists already: --replace puts`);
  const child = command(source, '--where', 'aesthetic >= 5.5', '--out', out, '--replace');
  await untilWritten(child);
  child.kill('SIGINT');
  expect(await finished(child)).toBe(130);
  expect((await readFile(out)).equals(before)).toBe(true);
  await makeSubset([first()], 'aesthetic >= 7', out, { replace: true });
  expect((await readFile(out)).length).toBeLessThan(before.length);
  expect(await left()).toEqual(['six.parquet']);
});

test('what is read is not written over, by whichever name', async () => {
  const link = join(folder, 'out', 'link.parquet');
  await symlink(first(), link);
  for (const target of [first(), link])
    await expect(makeSubset([source], WHERE, target, { replace: true })).rejects.toThrow(
      `${target} is one of the files that are read`,
    );
  await rm(link);
});

/** A copy of a file, changed. */
async function damaged(name: string, change: (bytes: Buffer) => Buffer): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, change(await readFile(first())));
  return path;
}

const refusals: [what: string, of: () => Promise<[paths: string[], where: string, out?: string]>, sentence: RegExp][] =
  [
    ['a file that is not there', async () => [[join(folder, 'none.parquet')], WHERE], /none\.parquet: no such file\.$/],
    [
      'a folder without files',
      async () => [[await mkdir(join(folder, 'empty'), { recursive: true }).then(() => join(folder, 'empty'))], WHERE],
      /empty holds no \*\.parquet file\.$/,
    ],
    [
      'a file cut short',
      async () => [[first(), await damaged('cut.parquet', (bytes) => bytes.subarray(0, bytes.length / 2))], WHERE],
      /^\S+cut\.parquet: .*\.$/,
    ],
    [
      'a file with a damaged page',
      async () => [[await damaged('page.parquet', (bytes) => Buffer.from(bytes).fill(0xff, 2000, 60_000))], WHERE],
      /^\S+page\.parquet: .*\.$/,
    ],
    [
      'what is no Parquet',
      async () => [[await damaged('text.parquet', () => Buffer.from('no parquet at all'))], WHERE],
      /^\S+text\.parquet: .*\.$/,
    ],
    [
      'a file without addresses',
      async () => {
        const path = join(folder, 'nourl.parquet');
        await writeParquet(path, { link: 'VARCHAR', aesthetic: 'FLOAT' }, [['a', 6]]);
        return [[path], WHERE];
      },
      /nourl\.parquet: no URL column; its columns are link, aesthetic\.$/,
    ],
    [
      'a column that no file has',
      async () => [[source], "source = 'x' and aesthetic > 5"],
      /^--where speaks of source, which none of the files has; what they have is url, text, .*license\.$/,
    ],
    [
      'a condition that holds for no row',
      async () => [[source], 'aesthetic > 14 and width is null'],
      /^Of 400000 rows none fulfils the condition \(aesthetic > 14 holds for 0; width is null holds for \d+\), so nothing/,
    ],
    ['no folder to write into', async () => [[source], WHERE, join(folder, 'no', 'x.parquet')], /there is no folder /],
    [
      'a folder in place of the file',
      async () => [[source], WHERE, source],
      /source is no file that could be replaced\.$/,
    ],
  ];

test.each(refusals)('%s is told in one sentence', async (_what, of, sentence) => {
  const [paths, where, target = join(folder, 'out', 'refused.parquet')] = await of();
  const error = await makeSubset(paths, where, target).then(
    () => null,
    (thrown: Error) => thrown,
  );
  expect(error?.constructor.name).toBe('SetupError');
  expect(error?.message).toMatch(sentence);
  expect(error?.message).not.toContain('\n');
  expect(await left()).toEqual(['six.parquet']);
});

test('a column that some files lack is unknown in those', async () => {
  const path = join(folder, 'scored.parquet');
  await writeParquet(path, { URL: 'VARCHAR', source: 'VARCHAR' }, [
    ['http://a/', 'x'],
    ['http://b/', null],
  ]);
  const { card } = await makeSubset([path, first()], "source = 'x'", join(folder, 'out', 'some.parquet'));
  expect(card.conditions).toEqual([
    { text: "source = 'x'", holds: 1, unknown: 200_001, first: 200_001, only: 200_001 },
  ]);
  await rm(join(folder, 'out', 'some.parquet'));
});

test.skipIf(!mayMount())('a full disk is told in one sentence, and nothing is left on it', async () => {
  const path = join(folder, 'small');
  await mkdir(path);
  const disk = SmallDisk.mount(path);
  try {
    disk.shrink(4);
    const child = command(source, '--where', WHERE, '--out', join(path, 'six.parquet'));
    expect(await finished(child)).toBe(1);
    expect(child.output().trim().split('\n').at(-1)).toBe('A disk is full. No subset was written.');
    expect(await readdir(path)).toEqual([]);
  } finally {
    disk.unmount();
  }
});
