import { SetupError } from '../db/setup-error.ts';
import { showProgress, stagesText } from './ingest/progress.ts';
import { interruption } from './interruption.ts';
import { parseSubsetArguments } from './subset/arguments.ts';
import { cardText } from './subset/card-text.ts';
import { STAGES, subset } from './subset/subset.ts';

const OUTCOME = 'No subset was written.';
const signal = interruption(`Stopped. ${OUTCOME}`);

async function main(): Promise<void> {
  const options = parseSubsetArguments(process.argv.slice(2));
  const progress = showProgress(process.stdout, STAGES);
  const card = await subset(options, progress, signal);
  console.log(`${cardText(options.out, card)}\n  ${stagesText(progress.seconds())}`);
}

main().catch((thrown: unknown) => {
  const isDiskFull = /no space left on device/i.test((thrown as Error)?.message ?? '');
  const error = signal.aborted ? signal.reason : isDiskFull ? new SetupError(`A disk is full. ${OUTCOME}`) : thrown;
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode ||= 1;
});
