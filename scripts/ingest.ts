import { ensureRoles } from '../db/roles.ts';
import { runCommand } from './command.ts';
import { parseArguments } from './ingest/arguments.ts';
import { ingest } from './ingest/ingest.ts';
import { showProgress } from './ingest/progress.ts';
import { summaryText } from './ingest/summary.ts';

// Ended at once, it leaves something that the next ingest clears.
runCommand('What was published before is as it was.', (argv) => {
  const options = parseArguments(argv);
  return async (url, signal) => {
    await ensureRoles(url);
    signal.throwIfAborted();
    const summary = await ingest(url, options, showProgress(process.stdout), signal);
    if (summary) console.log(summaryText(options.name, summary));
  };
});
