import { setTimeout as sleep } from 'node:timers/promises';
import { finished } from '../faults/processes.ts';
import type { Rig } from '../faults/rig.ts';

/** Something done to the server meanwhile, on the clock of performance.now(). */
export interface Happening {
  kind: 'ingest' | 'restart';
  began: number;
  ended: number;
}

/** Ingests and restarts in turn, as far as there are as many of both. */
export function schedule(ingests: number, restarts: number): Happening['kind'][] {
  const kinds: Happening['kind'][] = [];
  for (let i = 0; i < Math.max(ingests, restarts); i++) {
    if (i < ingests) kinds.push('ingest');
    if (i < restarts) kinds.push('restart');
  }
  return kinds;
}

async function happen(kind: Happening['kind'], rig: Rig): Promise<void> {
  if (kind === 'restart') {
    await rig.stopDatabase();
    return rig.startDatabase();
  }
  const { status, output } = await finished(rig.ingest(rig.other));
  if (status !== 0) throw new Error(`The ingest under load ended with ${status}:\n${output}`);
  rig.current = rig.other;
}

/** Does them evenly over so many seconds; `happenings` grows as they begin. An ingest never falls into a restart. */
export async function letHappen(
  kinds: Happening['kind'][],
  rig: Rig,
  seconds: number,
  happenings: Happening[],
): Promise<void> {
  const start = performance.now();
  for (const [i, kind] of kinds.entries()) {
    await sleep(Math.max(0, start + ((i + 1) * seconds * 1000) / (kinds.length + 1) - performance.now()));
    const happening: Happening = { kind, began: performance.now(), ended: Number.POSITIVE_INFINITY };
    happenings.push(happening);
    await happen(kind, rig);
    happening.ended = performance.now();
    const at = ((happening.began - start) / 1000).toFixed(0);
    console.log(`${kind} at ${at} s, ${((happening.ended - happening.began) / 1000).toFixed(1)} s`);
  }
}
