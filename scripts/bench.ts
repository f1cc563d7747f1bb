import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { dirname } from 'node:path';
import { SetupError } from '../db/setup-error.ts';
import { load } from './bench/load.ts';
import { ask } from './bench/measure.ts';
import { benchOptions } from './bench/options.ts';
import { figure, missed, type Timing, table, timingTable } from './bench/report.ts';
import { type Ingested, Subject } from './bench/subject.ts';
import { type Known, type Task, workload } from './bench/workload.ts';

const TIMES = 9;
/** Pages of a thousand rows walked for the token of page 5,000. */
const DEEP_PAGES = 500;

async function json<T>(url: string): Promise<T> {
  const { status, body } = await ask(url);
  if (status !== 200) throw new Error(`${url} answered ${status}: ${body.slice(0, 300)}`);
  return JSON.parse(body) as T;
}

/** Asks a server what the workload needs to know of its data. */
async function look(origin: string, dataset: string): Promise<{ known: Known; rows: number }> {
  const at = `${origin}/${dataset}`;
  type Rows = { rows: Record<string, string | number>[]; next: string | null; count: number };
  const words = await json<Rows>(`${at}/word.json?_sort_desc=image_counts&_size=1000`);
  const names = await json<Rows>(`${at}/artists.json?_sort_desc=image_counts&_size=1000`);
  let deepToken: string | null = null;
  for (let page = 0; page < DEEP_PAGES; page++) {
    const from: string = deepToken ? `&_next=${deepToken}` : '';
    const { next }: Rows = await json<Rows>(`${at}/images.json?_sort_desc=aesthetic&_size=1000&_col=aesthetic${from}`);
    if (!next) break;
    deepToken = next;
  }
  const { count } = await json<Rows>(`${at}/images.json?_size=0&_extra=count`);
  const counted = (column: string, { rows }: Rows) =>
    rows.map((row): [string, number] => [String(row[column]), Number(row.image_counts)]);
  return {
    known: { dataset, words: counted('word', words), names: counted('search', names), deepToken },
    rows: count,
  };
}

const countOf = async (url: string): Promise<number> => (await json<{ count: number | null }>(url)).count ?? 0;

/** Asks every task once; then, when everything has been run, each again and again. */
async function measure(origin: string, tasks: Task[], timings: Map<string, Timing>): Promise<void> {
  for (const task of tasks) {
    const first = await ask(origin + task.path);
    const known: Timing = timings.get(task.path) ?? {
      task,
      status: first.status,
      first: [],
      fresh: [],
      kept: [],
      restarted: Number.NaN,
      bytes: first.bytes,
      rows: first.status === 200 ? (JSON.parse(first.body).rows?.length ?? 0) : 0,
    };
    timings.set(task.path, known);
    known.first.push(first.milliseconds);
  }
  for (const task of tasks) {
    const known = timings.get(task.path) as Timing;
    for (let i = 0; i < TIMES; i++) known.fresh.push((await ask(origin + task.path, true)).milliseconds);
    for (let i = 0; i < TIMES; i++) known.kept.push((await ask(origin + task.path)).milliseconds);
  }
}

interface Measured {
  timings: Timing[];
  calibration: number;
  notes: string[];
}

async function measureOther(against: string, dataset: string, seconds: number): Promise<Measured> {
  const { known, rows } = await look(against, dataset);
  const tasks = await workload(known, rows, (path) => countOf(`${against}${path}`));
  const timings = new Map<string, Timing>();
  await measure(against, tasks, timings);
  const notes = [`${against}, ${rows.toLocaleString('en-US')} rows; the first time is not known to be one.`];
  if (seconds > 0) notes.push(loadNote('', await load(against, tasks, seconds, false)));
  return { timings: [...timings.values()], calibration: Number.NaN, notes };
}

async function measureOwn(subject: Subject): Promise<Measured> {
  const { dataset, rounds, load: seconds } = subject.options;
  const ingested = await subject.prepare();
  const notes = ingested ? [ingestNote(ingested)] : [];
  const timings = new Map<string, Timing>();
  const calibrations: number[] = [];
  let tasks: Task[] = [];
  for (let round = 1; round <= rounds; round++) {
    console.log(`Round ${round} of ${rounds} …`);
    const began = performance.now();
    const server = await subject.startServer();
    if (round > 1) notes.push(`Server started in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    try {
      if (tasks.length === 0) {
        const { known, rows } = await look(server.address, dataset);
        notes.unshift(`${rows.toLocaleString('en-US')} rows.`);
        tasks = await workload(known, rows, (path) => countOf(`${server.address}${path}`));
      }
      calibrations.push(await subject.calibration());
      await measure(server.address, tasks, timings);
      if (round === rounds) notes.push(...(await underLoad(subject, server, tasks, seconds, timings)));
    } finally {
      await server.end('SIGTERM');
    }
  }
  const disk = await subject.disk();
  const sum = disk.reduce((total, { megabytes }) => total + megabytes, 0);
  const largest = disk.slice(0, 5).map(({ table: name, megabytes }) => `${name} ${figure(megabytes)}`);
  notes.push(`Disk of the version: ${figure(sum)} MB (${largest.join(', ')}).`);
  return { timings: [...timings.values()], calibration: calibrations.sort((a, b) => a - b)[0] ?? Number.NaN, notes };
}

/** Load, memory before and after, and every task once more when Postgres has been restarted. */
async function underLoad(
  subject: Subject,
  server: Awaited<ReturnType<Subject['startServer']>>,
  tasks: Task[],
  seconds: number,
  timings: Map<string, Timing>,
): Promise<string[]> {
  const notes = [await memoryNote('before the load', subject, server)];
  if (seconds > 0) {
    notes.push(loadNote('', await load(server.address, tasks, seconds, false)));
    notes.push(loadNote(', nothing kept', await load(server.address, tasks, seconds / 3, true)));
    notes.push(await memoryNote('after the load', subject, server));
  }
  await subject.restartDatabase();
  for (const task of tasks) {
    const { status, milliseconds } = await ask(server.address + task.path, true);
    const timing = timings.get(task.path);
    if (timing && status === 200) timing.restarted = milliseconds;
  }
  return notes;
}

async function memoryNote(when: string, subject: Subject, server: Awaited<ReturnType<Subject['startServer']>>) {
  const memory = Object.entries(await subject.memory(server)).map(
    ([name, megabytes]) => `${name} ${figure(megabytes)} MB`,
  );
  return `Memory ${when}: ${memory.join(', ')}.`;
}

const loadNote = (how: string, { requests, errors, perSecond, p50, p95, worst }: Awaited<ReturnType<typeof load>>) =>
  `16 clients${how}: ${requests} requests, ${errors} errors, ${figure(perSecond)}/s, p50 ${figure(p50)} ms, p95 ${figure(p95)} ms, worst ${figure(worst)} ms.`;

const ingestNote = ({ seconds, peak, stages }: Ingested) =>
  `Ingest: ${figure(seconds)} s, at most ${figure(peak)} MB outside Postgres. ${stages}`;

function report({ timings, calibration, notes }: Measured): string {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'processor'}, ${figure(totalmem() / 2 ** 30)} GB, Node ${process.version}`;
  const misses = missed(timings).map(({ task }) => [`${task.group}: ${task.name}`, String(task.target)]);
  return [
    machine,
    ...notes,
    `Calibration query: ${figure(calibration)} ms. Times are milliseconds; the ratio is to that query.`,
    timingTable(timings, calibration),
    misses.length > 0 ? `Targets missed:\n\n${table(['request', 'target'], misses)}` : 'Every target is met.',
  ].join('\n\n');
}

async function main(): Promise<void> {
  const options = benchOptions(process.argv.slice(2));
  const write = (measured: Measured) => {
    const text = report(measured);
    console.log(text);
    mkdirSync(dirname(options.out), { recursive: true });
    writeFileSync(options.out, `${text}\n`);
  };
  if (options.against) return write(await measureOther(options.against, options.dataset, options.load));
  const subject = await Subject.open(options);
  try {
    write(await measureOwn(subject));
  } finally {
    await subject.close();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
});
