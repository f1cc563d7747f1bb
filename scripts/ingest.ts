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
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

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

/** A signal that aborts when the process is to end: the first time cleanly, the second time at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  const stop = (status: number) => {
    // The next ingest clears what is left.
    if (controller.signal.aborted) process.exit(status);
    process.exitCode = status;
    controller.abort(new SetupError('Stopped. What was published before is as it was.'));
  };
  for (const [name, status] of Object.entries(SIGNALS)) process.on(name, () => stop(status));
  // npm passes a signal on to the shell between it and us, which dies of it without a word to us.
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop(SIGNALS.SIGTERM);
  }, 250).unref();
  return controller.signal;
}

// postgres.js writes to a connection that the server has just closed, and nobody can catch that.
process.on('uncaughtException', (error) => {
  const isLostConnection = /postgres\/(cjs\/)?src\/connection\.js/.test(error.stack?.split('\n')[1] ?? '');
  console.error(isLostConnection ? 'The connection to the database broke; nothing was published.' : error);
  process.exit(1);
});

const signal = interruption();
main(signal).catch((thrown: unknown) => {
  const error = signal.aborted ? signal.reason : thrown;
  console.error(error instanceof SetupError ? error.message : error);
  process.exitCode ||= 1;
});
