import { parseArgs } from 'node:util';
import { SetupError } from '../../db/setup-error.ts';

const USAGE = `npm run faults -- [--times N] [--only NAME]… [--out FILE]

Starts real servers, harms them and asks them all the while. Each fault is done ten times unless told otherwise.`;

export interface FaultOptions {
  times: number;
  /** Names of faults; empty: all. */
  only: string[];
  /** Where the table is written. */
  out: string;
}

/** The options of `npm run faults`. Throws a SetupError with the first mistake and the usage. */
export function faultOptions(argv: string[], names: string[]): FaultOptions {
  try {
    const { values } = parseArgs({
      args: argv,
      options: {
        times: { type: 'string', default: '10' },
        only: { type: 'string', multiple: true, default: [] },
        out: { type: 'string', default: 'tests/.output/faults.md' },
      },
    });
    const times = Number(values.times);
    if (!Number.isSafeInteger(times) || times < 1) throw new Error('--times takes a whole number from 1.');
    const unknown = values.only.find((name) => !names.includes(name));
    if (unknown) throw new Error(`There is no fault ${unknown}: there are ${names.join(', ')}.`);
    return { times, only: values.only, out: values.out };
  } catch (error) {
    throw new SetupError(`${(error as Error).message}\n\n${USAGE}`);
  }
}
