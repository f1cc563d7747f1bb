import { checkAddress, connectionError } from '../db/connection-error.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { ensureRoles } from '../db/roles.ts';
import { databaseSettings } from '../db/settings.ts';
import { SetupError } from '../db/setup-error.ts';
import { parseArguments } from './ingest/arguments.ts';
import { ingest } from './ingest/ingest.ts';
import { showProgress } from './ingest/progress.ts';
import { summaryText } from './ingest/summary.ts';

/** Exit status after a signal, as shells expect it. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

async function main(signal: AbortSignal): Promise<void> {
  const options = parseArguments(process.argv.slice(2));
  const { databaseUrl, dataDir } = databaseSettings();
  if (databaseUrl) checkAddress(databaseUrl, 'DATABASE_URL');
  const embedded = databaseUrl ? null : await startEmbedded(dataDir, { notice: console.error });
  try {
    const url = embedded?.url ?? databaseUrl;
    await migrate(url);
    await ensureRoles(url);
    signal.throwIfAborted();
    const summary = await ingest(url, options, showProgress(process.stdout), signal);
    if (summary) console.log(summaryText(options.name, summary));
  } catch (error) {
    throw connectionError(embedded?.url ?? databaseUrl, error) ?? error;
  } finally {
    await embedded?.stop();
  }
}

const interruption = new AbortController();
for (const name of Object.keys(SIGNALS) as (keyof typeof SIGNALS)[]) {
  process.on(name, () => {
    process.exitCode = SIGNALS[name];
    interruption.abort(new SetupError('Stopped. What was published before is as it was.'));
  });
}
main(interruption.signal).catch((thrown: unknown) => {
  const error = interruption.signal.aborted ? interruption.signal.reason : thrown;
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode ||= 1;
});
