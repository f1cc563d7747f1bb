import { quantile } from '../bench/measure.ts';
import { table } from '../bench/report.ts';
import type { VersionName } from '../faults/rig.ts';
import type { Shots, Trouble } from './cannon.ts';
import type { Happening } from './events.ts';
import type { Usage } from './measure.ts';

export interface Loaded {
  shots: Shots;
  happenings: Happening[];
  /** When the load began, on the clock of performance.now(). */
  began: number;
  seconds: number;
  start: Usage;
  end: Usage;
  /** The most at any time between. */
  most: Usage;
  answered: Record<VersionName, number>;
}

/** Seconds after the end of a restart in which errors are allowed. */
const PATIENCE = 5;
/** What a part may hold more at the end than when it was warm: a quarter and thirty megabytes. */
const GROWTH = 1.25;
const GROWTH_MB = 30;
const MORE_CONNECTIONS = 4;

const isAllowed = ({ at, kind }: Trouble, happenings: Happening[]): boolean =>
  kind !== 'wrong' &&
  kind !== 'stale' &&
  happenings.some((each) => each.kind === 'restart' && at >= each.began && at <= each.ended + PATIENCE * 1000);

/** The rules that were broken, a sentence each. */
export function breaches({ shots, happenings, start, end }: Loaded): string[] {
  const told = shots.troubles.filter((trouble) => !isAllowed(trouble, happenings)).map(({ detail }) => detail);
  for (const part of ['web', 'engine', 'postgres'] as const) {
    if (end[part] > start[part] * GROWTH + GROWTH_MB) told.push(`${part}: ${start[part]} MB became ${end[part]} MB`);
  }
  if (end.connections > start.connections + MORE_CONNECTIONS) {
    told.push(`${start.connections} connections became ${end.connections}`);
  }
  if (shots.sampled === 0) told.push('nothing was answered');
  return told;
}

/** Errors by the second, each beside what happened then. */
function errorLines({ shots, happenings, began }: Loaded): string[] {
  const seconds = new Map<number, number>();
  for (const { at } of shots.troubles) {
    const second = Math.floor((at - began) / 1000);
    seconds.set(second, (seconds.get(second) ?? 0) + 1);
  }
  return [...seconds].map(([second, errors]) => {
    const at = began + second * 1000;
    const last = happenings.findLast((each) => each.kind === 'restart' && each.began <= at + 1000);
    const since = last ? (Math.max(0, at - last.began) / 1000).toFixed(0) : 'no restart before';
    return `| ${second} | ${errors} | ${since} |`;
  });
}

export function loadReport(loaded: Loaded): string {
  const { shots, happenings, began, seconds, start, end, most, answered } = loaded;
  const figure = (part: number) => Math.round(quantile(shots.times, part));
  const events = happenings.map(
    (each) =>
      `- ${each.kind} from ${((each.began - began) / 1000).toFixed(1)} s, for ${((each.ended - each.began) / 1000).toFixed(1)} s`,
  );
  const parts = ['web', 'engine', 'postgres', 'connections'] as const;
  const usage = parts.map((part) => [part, String(start[part]), String(most[part]), String(end[part])]);
  const errors = errorLines(loaded);
  return [
    `${shots.requests.toLocaleString('en-US')} answers in ${seconds} s (${(shots.requests / seconds).toFixed(1)}/s): ` +
      `p50 ${figure(0.5)} ms, p95 ${figure(0.95)} ms, worst ${Math.round(Math.max(0, ...shots.times))} ms.`,
    `${shots.sampled.toLocaleString('en-US')} compared with the oracle: ${answered.a.toLocaleString('en-US')} of version A, ` +
      `${answered.b.toLocaleString('en-US')} of version B, ${shots.troubles.filter(({ kind }) => kind === 'wrong').length} wrong.`,
    events.join('\n'),
    errors.length > 0
      ? ['| second | errors | seconds since a restart began |', '| ---: | ---: | ---: |', ...errors].join('\n')
      : 'No errors.',
    table(['MB, connections', 'start', 'most', 'end'], usage),
  ].join('\n\n');
}
