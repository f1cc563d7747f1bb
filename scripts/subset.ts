import { showProgress, stagesText } from './ingest/progress.ts';
import { failed, interruption } from './interruption.ts';
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

main().catch(failed(signal, OUTCOME));
