import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SetupError } from '../db/setup-error.ts';
import { machine } from './faults/report.ts';
import { Rig } from './faults/rig.ts';
import { fire } from './load/cannon.ts';
import { type Happening, letHappen, schedule } from './load/events.ts';
import { type Expected, Judge } from './load/judge.ts';
import { type Usage, usageOf } from './load/measure.ts';
import { type LoadOptions, loadOptions } from './load/options.ts';
import { Oracle } from './load/oracle.ts';
import { mixedQuestions, type Question } from './load/questions.ts';
import { breaches, type Loaded, loadReport } from './load/report.ts';

const ROWS = { a: 60_000, b: 50_000 };
const WORDS = 40;
const WARM_UP_S = 15;
/** Until an answer that was begun before a publication has arrived. */
const LATEST_MS = 3000;
const SAMPLE_MS = 5000;

/** The number of each version's first row. */
async function firstIds(rig: Rig): Promise<{ a: number; b: number }> {
  const files = await rig.asOwner(
    (owner) => owner<{ path: string; id: number }[]>`select path, first_id::int as id from catalog.ingest_file`,
  );
  const idOf = (name: 'a' | 'b') => files.find(({ path }) => path.includes(rig.versions[name].folder))?.id ?? 1;
  return { a: idOf('a'), b: idOf('b') };
}

async function rightAnswers(rig: Rig): Promise<Map<Question, Expected>> {
  const first = await firstIds(rig);
  const a = await Oracle.open(rig.versions.a.folder, first.a);
  const b = await Oracle.open(rig.versions.b.folder, first.b);
  // Words that the rarer places of the list have, too: from the commonest to those of a few captions.
  const words = (await a.words(5)).filter((_, i) => i < WORDS / 2 || i % 40 === 0).slice(0, WORDS);
  const expected = new Map<Question, Expected>();
  for (const question of mixedQuestions(words)) {
    expected.set(question, { a: await question.expected(a), b: await question.expected(b) });
  }
  return expected;
}

/** Looks at memory and connections now and then; what cannot be seen, as during a restart, is left out. */
function watchUsage(rig: Rig, most: Usage): () => void {
  const timer = setInterval(async () => {
    const now = await usageOf(rig).catch(() => null);
    for (const part of Object.keys(now ?? {}) as (keyof Usage)[]) most[part] = Math.max(most[part], now?.[part] ?? 0);
  }, SAMPLE_MS);
  return () => clearInterval(timer);
}

/** The version that whoever asks now must be answered of; null while one is being published. */
function requiredOf(rig: Rig, happenings: Happening[]): () => 'a' | 'b' | null {
  return () => {
    const last = happenings.findLast(({ kind }) => kind === 'ingest');
    return last && performance.now() < last.ended + LATEST_MS ? null : rig.current;
  };
}

async function load(rig: Rig, { seconds, rate, ingests, restarts }: LoadOptions): Promise<Loaded> {
  const expected = await rightAnswers(rig);
  const questions = [...expected.keys()];
  const happenings: Happening[] = [];
  const judge = new Judge(expected);
  const firing = { address: rig.server.address, questions, rate, required: requiredOf(rig, happenings) };
  console.log(`${questions.length} questions, ${rate} a second; warming up for ${WARM_UP_S} s …`);
  await fire({ ...firing, judge: new Judge(expected), seconds: WARM_UP_S });
  const start = await usageOf(rig);
  const most = { ...start };
  const stopWatching = watchUsage(rig, most);
  const began = performance.now();
  const happening = letHappen(schedule(ingests, restarts), rig, seconds, happenings);
  const [shots] = await Promise.all([fire({ ...firing, judge, seconds }), happening]);
  stopWatching();
  await sleep(SAMPLE_MS);
  const end = await usageOf(rig);
  return { shots, happenings, began, seconds, start, most, end, answered: judge.counts };
}

async function main(): Promise<number> {
  const options = loadOptions(process.argv.slice(2));
  const rig = await Rig.open({ rows: ROWS });
  try {
    const loaded = await load(rig, options);
    const text = `${machine()}\n\n${loadReport(loaded)}\n`;
    mkdirSync(dirname(options.out), { recursive: true });
    writeFileSync(options.out, text);
    console.log(`\n${text}`);
    const broken = breaches(loaded);
    for (const sentence of broken.slice(0, 20)) console.log(sentence);
    console.log(broken.length === 0 ? 'Every rule held.' : `${broken.length} breaches.`);
    return broken.length === 0 ? 0 : 1;
  } finally {
    await rig.close();
  }
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  },
);
