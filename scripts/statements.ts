import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SetupError } from '../db/setup-error.ts';
import { startSettings } from './settings.ts';
import { collect } from './statements/collect.ts';
import { checkShapes, shapesOf } from './statements/shapes.ts';
import { writeStatements } from './statements/write.ts';

const USAGE = `npm run statements [-- --out FILE]

Writes every shape of a statement that the program issues into FILE, statements.sql unless told otherwise, and checks
what can be known of them without a cluster.`;

function outOf(argv: string[]): string {
  try {
    const { values } = parseArgs({ args: argv, options: { out: { type: 'string' } } });
    return values.out ?? 'statements.sql';
  } catch (error) {
    throw new SetupError(`${(error as Error).message}\n\n${USAGE}`);
  }
}

async function main(): Promise<number> {
  const out = outOf(process.argv.slice(2));
  const collected = await collect(startSettings([]).distDir);
  const shapes = await shapesOf(collected);
  writeFileSync(out, writeStatements(shapes));
  const broken = [...collected.broken, ...(await checkShapes(shapes, collected.columns))];
  console.log(`${collected.logged.length} statements of ${shapes.length} shapes are in ${out}.`);
  for (const { what, rule } of broken) console.log(`\nA cluster would refuse this: it ${rule}.\n${what}`);
  if (broken.length === 0) console.log('None of them breaks a rule that can be known without a cluster.');
  return broken.length === 0 ? 0 : 1;
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  },
);
