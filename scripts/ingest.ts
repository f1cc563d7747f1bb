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
import { interruption } from './interruption.ts';

async function main(signal: AbortSignal): Promise<void> {
  const options = parseArguments(process.argv.slice(2));
  const { databaseUrl, dataDir } = databaseSettings();
  if (databaseUrl) checkAddress(databaseUrl, 'DATABASE_URL');
  const embedded = databaseUrl ? null : await startEmbedded(dataDir, { notice: console.error });
  const url = embedded?.url ?? databaseUrl;
  try {
    await migrate(url);
    await ensureRoles(url);
    signal.throwIfAborted();
    const summary = await ingest(url, options, showProgress(process.stdout), signal);
    if (summary) console.log(summaryText(options.name, summary));
  } catch (error) {
    throw connectionError(url, error) ?? error;
  } finally {
    await embedded?.stop();
  }
}

// postgres.js writes to a connection that the server has just closed, and nobody can catch that.
process.on('uncaughtException', (error) => {
  const isLostConnection = /postgres\/(cjs\/)?src\/connection\.js/.test(error.stack?.split('\n')[1] ?? '');
  console.error(isLostConnection ? 'The connection to the database broke; nothing was published.' : error);
  process.exit(1);
});

// Stopped at once, it leaves something that the next ingest clears.
const signal = interruption('Stopped. What was published before is as it was.');
main(signal).catch((thrown: unknown) => {
  const error = signal.aborted ? signal.reason : thrown;
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode ||= 1;
});
