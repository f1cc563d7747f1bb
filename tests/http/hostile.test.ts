import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { ask } from './ask.ts';
import { faultsOf } from './hostile/faults.ts';
import { HEAVY } from './hostile/heavy.ts';
import { TARGETS } from './hostile/requests.ts';

/** HOSTILE_SEED repeats or varies a run; a failure prints the target that failed, to be asked again with curl. */
const seed = Number(process.env.HOSTILE_SEED ?? 20221215);
const SCALE = Number(process.env.HOSTILE_SCALE ?? 1);
const AT_ONCE = 8;
const PARQUET_AT_ONCE = 2;
/** Requests of each kind; pages cost ten times what data costs. */
const REQUESTS: Record<string, number> = {
  'tables as JSON': 1400,
  'tables as CSV': 400,
  'exports as lines': 160,
  'exports as Parquet': 8,
  'pages of tables': 240,
  rows: 320,
  'pages of SQL': 200,
  'stored queries': 80,
  'other pages': 280,
  paths: 400,
};

const MOST_REDIRECTS = 3;

/** The faults of an answer, and of those it redirects to, as text with the targets. */
async function told(target: string, redirects = 0): Promise<string[]> {
  const origin = inject('origin');
  let answer = await ask(target);
  let faults = faultsOf(target, origin, answer);
  // Slow once may be the machine; slow twice is the question.
  if (faults.some((fault) => fault.startsWith('took'))) {
    answer = await ask(target);
    faults = faultsOf(target, origin, answer);
  }
  const { location } = answer.headers;
  const follows = faults.length === 0 && location !== undefined;
  if (follows && redirects === MOST_REDIRECTS) faults.push('redirects without end');
  const further = follows && redirects < MOST_REDIRECTS ? await told(location, redirects + 1) : [];
  return [...faults.map((fault) => `${origin}${target}\n${fault}`), ...further];
}

test.each(Object.keys(REQUESTS))(
  '%s',
  async (kind) => {
    const size = kind === 'exports as Parquet' ? PARQUET_AT_ONCE : AT_ONCE;
    const targets = fc.array(TARGETS[kind] as fc.Arbitrary<string>, { minLength: size, maxLength: size });
    const property = fc.asyncProperty(targets, async (batch) => {
      const faults = (await Promise.all(batch.map((target) => told(target)))).flat();
      if (faults.length > 0) throw new Error(faults.join('\n\n'));
    });
    const numRuns = Math.ceil(((REQUESTS[kind] as number) * SCALE) / size);
    await fc.assert(property, { seed, numRuns, endOnFailure: true });
  },
  300_000,
);

test.each(HEAVY)('as much as an address holds: %s', async (_, target) => {
  expect(await told(target)).toEqual([]);
});
