import { setTimeout as sleep } from 'node:timers/promises';
import { ask, EXPORT } from './answers.ts';
import { compare, contentsOf } from './contents.ts';
import type { Fault, Strike } from './fault.ts';
import type { Rig } from './rig.ts';
import { type Miss, Watch, type Watched } from './watch.ts';

/** What came of doing a fault once. */
export interface Trial {
  fault: Fault;
  answers: number;
  /** By what was seen: "503", "ECONNREFUSED". */
  errors: Map<string, number>;
  /** Seconds between the first and the last error. */
  errorSeconds: number;
  /** Seconds from the fault's end to the last error. */
  recovery: number;
  lost: number;
  doubled: number;
  note?: string;
  /** The rules that were broken; empty: none. */
  broken: string[];
  /** The last that the web server printed. */
  log: string;
}

const WARM_UP_MS = 300;
/** Seconds that errors may go on after a fault's end. */
const PATIENCE = 5;

const seconds = (from: number, to: number) => Math.max(0, to - from) / 1000;

/** Which misses break a rule: wrong ones always, errors where there may be none, and whatever came too late. */
function breaches({ misses }: Watched, { mayBreak }: Fault, { ended }: Strike): string[] {
  const told = new Set<string>();
  for (const { path, kind, detail, ended: at } of misses) {
    const isLate = at > ended + PATIENCE * 1000;
    if ((kind === 'late' || (kind === 'away' && mayBreak)) && !isLate) continue;
    const when = isLate ? ` ${seconds(ended, at).toFixed(1)} s after the fault's end` : '';
    told.add(`${path}: ${kind}${when}: ${detail}`);
  }
  return [...told];
}

function tally(misses: Miss[]): Map<string, number> {
  const errors = new Map<string, number>();
  for (const { kind, detail } of misses) {
    const name = kind === 'away' ? detail : kind;
    errors.set(name, (errors.get(name) ?? 0) + 1);
  }
  return errors;
}

/** Everything is there again: each table in Postgres, and every row as the server sends it. */
async function checkAfter(rig: Rig): Promise<{ lost: number; doubled: number; broken: string[] }> {
  const { contents, answers } = rig.versions[rig.current];
  const { lost, doubled, isSame } = compare(contents, await contentsOf(rig.url));
  const broken: string[] = [];
  if (lost + doubled > 0 || !isSame) broken.push(`rows: ${lost} lost, ${doubled} doubled, checksum ${isSame}`);
  const exported = await ask(rig.server.address, EXPORT, true, 60_000);
  if (exported.kind !== 'whole' || exported.text !== answers.get(EXPORT)) {
    broken.push(`the export afterwards: ${exported.kind === 'whole' ? 'other rows' : exported.detail}`);
  }
  return { lost, doubled, broken };
}

/** Does a fault once while readers read. */
export async function tryFault(fault: Fault, rig: Rig): Promise<Trial> {
  const { current, other } = rig;
  const isReplaced = fault.name === 'disk' || fault.name.startsWith('ingest');
  const versions = (isReplaced ? [current, other] : [current]).map((name) => rig.versions[name].answers);
  const watch = new Watch(() => rig.server.address, versions);
  await sleep(WARM_UP_MS);
  let strike: Strike = { ended: performance.now() };
  const broken: string[] = [];
  try {
    strike = await fault.strike(rig);
  } catch (error) {
    broken.push((error as Error).message);
  }
  await watch.settled(PATIENCE + 15);
  const watched = await watch.end();
  const { misses, answers } = watched;
  broken.push(...breaches(watched, fault, strike));
  const after = await checkAfter(rig);
  const times = misses.map(({ ended }) => ended);
  return {
    fault,
    answers,
    errors: tally(misses),
    errorSeconds: misses.length > 0 ? seconds(Math.min(...times), Math.max(...times)) : 0,
    recovery: misses.length > 0 ? seconds(strike.ended, Math.max(...times)) : 0,
    lost: after.lost,
    doubled: after.doubled,
    note: strike.note,
    broken: [...broken, ...after.broken],
    log: rig.server.output().slice(-3000),
  };
}
