import { parseArgs } from 'node:util';
import { SetupError } from '../../db/setup-error.ts';

const USAGE = `npm run load -- [--seconds N] [--rate N] [--ingests N] [--restarts N] [--out FILE]

Fires mixed questions at the production server for ten minutes unless told otherwise, with ingests and restarts of
Postgres in it, and compares every answer with DuckDB's.`;

export interface LoadOptions {
  seconds: number;
  /** Requests a second. */
  rate: number;
  ingests: number;
  restarts: number;
  /** Where the report is written. */
  out: string;
}

/** The options of `npm run load`. Throws a SetupError with the first mistake and the usage. */
export function loadOptions(argv: string[]): LoadOptions {
  const option = (fallback: string) => ({ type: 'string' as const, default: fallback });
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        seconds: option('600'),
        rate: option('25'),
        ingests: option('3'),
        restarts: option('2'),
        out: option('tests/.output/load.md'),
      },
    });
    const whole = (name: 'seconds' | 'rate' | 'ingests' | 'restarts', least: number) => {
      const value = Number(values[name]);
      if (Number.isSafeInteger(value) && value >= least) return value;
      throw new Error(`--${name} takes a whole number from ${least}.`);
    };
    return {
      seconds: whole('seconds', 10),
      rate: whole('rate', 1),
      ingests: whole('ingests', 0),
      restarts: whole('restarts', 0),
      out: values.out,
    };
  } catch (error) {
    throw new SetupError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
