import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { DATASET } from './answers.ts';
import type { Fault } from './fault.ts';
import { type Finished, finished } from './processes.ts';
import type { Rig } from './rig.ts';

/** Megabytes left on the disk when an ingest begins to load rows. */
const ROOM = 1;
/** What it must say then, in one line. */
const SENTENCE = /^The disk of the database, \/.*, is full \(.+\)\. Nothing was changed: .* run it again\.$/;

/** Ingests the other contents to the end and knows it as current. */
async function replace(rig: Rig): Promise<Finished> {
  const next = rig.other;
  const result = await finished(rig.ingest(next));
  if (result.status !== 0) throw new Error(`The ingest ended with ${result.status}:\n${result.output}`);
  rig.current = next;
  return result;
}

const versionsIn = (rig: Rig, state: string) =>
  rig.asOwner(async (owner) => {
    const found = await owner<{ schema: string }[]>`
      select schema_name as schema from catalog.version where dataset = ${DATASET} and state = ${state}
        and to_regnamespace(quote_ident(schema_name)) is not null`;
    return found.map(({ schema }) => schema);
  });

/** An ingest of the other contents that has begun to load; `ending` is how it ends. */
async function loading(rig: Rig): Promise<{ child: ChildProcess; ending: Promise<Finished> }> {
  const child = rig.ingest(rig.other);
  const ending = finished(child);
  while ((await versionsIn(rig, 'loading')).length === 0) {
    // One that ended before it was seen to load cannot be harmed any more.
    if (child.exitCode !== null) throw new Error(`The ingest was not seen to load:\n${(await ending).output}`);
    await sleep(10);
  }
  return { child, ending };
}

const whileReading: Fault = {
  name: 'ingest',
  done: 'an ingest (--replace) under heavy reading',
  base: 'own',
  mayBreak: false,
  async strike(rig) {
    await replace(rig);
    return { ended: performance.now() };
  },
};

const ingestKilled: Fault = {
  name: 'ingest-kill',
  done: 'an ingest killed with SIGKILL while it loads, then run again',
  base: 'own',
  mayBreak: false,
  async strike(rig) {
    const { child, ending } = await loading(rig);
    await sleep(Math.random() * 800);
    child.kill('SIGKILL');
    const { status } = await ending;
    const ended = performance.now();
    await replace(rig);
    const left = await versionsIn(rig, 'loading');
    if (left.length > 0) throw new Error(`${left.join(', ')} was left`);
    return { ended, note: status === 'SIGKILL' ? undefined : 'once it had ended before the kill' };
  },
};

const diskFull: Fault = {
  name: 'disk',
  done: 'the disk full in an ingest (ENOSPC of a small tmpfs that holds all of Postgres), then room made, run again',
  base: 'own, small disk',
  mayBreak: true,
  async strike(rig) {
    // Not before: it begins by dropping versions that nobody reads any more.
    const { ending } = await loading(rig);
    rig.leaveRoom(ROOM);
    const { status, output } = await ending;
    rig.leaveRoom(null);
    const ended = performance.now();
    if (status !== 1) throw new Error(`The ingest on a full disk ended with ${status}:\n${output}`);
    const said = output.split('\n').at(-1) ?? '';
    if (!SENTENCE.test(said)) throw new Error(`The ingest on a full disk does not say so:\n${output}`);
    const left = await versionsIn(rig, 'loading');
    if (left.length > 0) throw new Error(`${left.join(', ')} was left on the full disk`);
    await replace(rig);
    return { ended, note: `it said: ${said}` };
  },
};

export const INGEST_FAULTS = [whileReading, ingestKilled, diskFull];
