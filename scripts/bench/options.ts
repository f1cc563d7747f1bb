import { parseArgs } from 'node:util';
import { SetupError } from '../../db/setup-error.ts';

export const USAGE = `npm run bench -- [--rows N] [--seed S] [--data DIR] [--keep DIR] [--against URL] [--dataset NAME]
  [--rounds N] [--load SECONDS] [--out FILE]

Invents N rows (12,096,835 unless told), or takes the Parquet files of DIR, reads them in, starts the production server and
times the workload over HTTP. --keep DIR keeps the database there and takes what it holds the next time. --against URL
times another server that speaks the same interface, with the same questions.`;

export interface BenchOptions {
  rows: number;
  seed: number;
  /** Folder of Parquet files; null: rows are invented. */
  data: string | null;
  /** Folder for the database; null: a temporary one. */
  keep: string | null;
  /** Another server; null: our own is started. */
  against: string | null;
  dataset: string;
  /** How often the workload is asked of a server that has just been started. */
  rounds: number;
  /** Seconds of load by sixteen clients; 0: none. */
  load: number;
  /** Where the table is written. */
  out: string;
}

/** The options of `npm run bench`. Throws a SetupError with the first mistake and the usage. */
export function benchOptions(argv: string[]): BenchOptions {
  const option = (fallback?: string) => ({ type: 'string' as const, ...(fallback ? { default: fallback } : {}) });
  let given: Record<string, string | undefined>;
  try {
    given = parseArgs({
      args: argv,
      options: {
        rows: option('12096835'),
        seed: option('1'),
        data: option(),
        keep: option(),
        against: option(),
        dataset: option('bench'),
        rounds: option('3'),
        load: option('60'),
        out: option('tests/.output/bench.md'),
      },
    }).values;
  } catch (error) {
    throw new SetupError(`${(error as Error).message}\n\n${USAGE}`);
  }
  const whole = (name: string, least: number) => {
    const value = Number(given[name]);
    if (given[name]?.trim() && Number.isSafeInteger(value) && value >= least) return value;
    throw new SetupError(`--${name} takes a whole number from ${least}.\n\n${USAGE}`);
  };
  const { data = null, keep = null, against = null, dataset = '', out = '' } = given;
  if (against && !URL.canParse(against)) throw new SetupError(`--against takes a URL, not "${against}".\n\n${USAGE}`);
  const numbers = {
    rows: whole('rows', 1),
    seed: whole('seed', 0),
    rounds: whole('rounds', 1),
    load: whole('load', 0),
  };
  return { ...numbers, data, keep, against: against?.replace(/\/$/, '') ?? null, dataset, out };
}
