import { type Duck, openDuck } from '../ingest/duck.ts';

const LEAST_MEGABYTES = 256;
/** DuckDB holds a few buffers of CSV, each with room for two lines of twice the length, and what it makes of them. */
const ROWS_HELD = 40;

/** A DuckDB that lets rows through, one after the other, and needs no more memory however many there are. */
export async function openFrugalDuck(folder: string): Promise<Duck> {
  const duck = await openDuck(folder);
  await duck.run('SET threads = 1');
  await allowFor(duck, 0);
  return duck;
}

/** Lets DuckDB hold as much as it needs for rows of up to `largestRow` bytes. */
export async function allowFor(duck: Duck, largestRow: number): Promise<void> {
  const megabytes = Math.max(LEAST_MEGABYTES, Math.ceil((largestRow * ROWS_HELD) / 2 ** 20));
  await duck.run(`SET memory_limit = '${megabytes}MiB'`);
}
