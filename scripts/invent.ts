import { parseArgs } from 'node:util';
import { SetupError } from '../db/setup-error.ts';
import { type Invention, invent } from './invent/invent.ts';

const USAGE = 'npm run invent -- --rows N --out DIR [--files F] [--seed S]';

function parseArguments(argv: string[]): Invention {
  const options = {
    rows: { type: 'string' },
    out: { type: 'string' },
    files: { type: 'string', default: '1' },
    seed: { type: 'string', default: '1' },
  } as const;
  let given: Record<string, string | undefined>;
  try {
    given = parseArgs({ args: argv, options }).values;
  } catch (error) {
    throw new SetupError(`${(error as Error).message}\n\n${USAGE}`);
  }
  const whole = (name: string, least: number): number => {
    const value = Number(given[name]);
    if (given[name]?.trim() && Number.isSafeInteger(value) && value >= least) return value;
    throw new SetupError(`--${name} takes a whole number from ${least}.\n\n${USAGE}`);
  };
  if (!given.out) throw new SetupError(`--out is missing.\n\n${USAGE}`);
  return { rows: whole('rows', 1), out: given.out, files: whole('files', 1), seed: whole('seed', 0) };
}

async function main(): Promise<void> {
  const wanted = parseArguments(process.argv.slice(2));
  await invent(wanted, (rows) => console.log(`${rows} of ${wanted.rows} rows`));
  console.log(`Now: npm run ingest -- ${wanted.out} --name NAME --invented`);
}

main().catch((error: unknown) => {
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode = 1;
});
