import { checkAddress, connectionError } from '../db/connection-error.ts';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { databaseSettings } from '../db/settings.ts';
import { failed, interruption } from './interruption.ts';

/** What is done on a database, as its owner, until it is done or the signal aborts. */
export type Work = (ownerUrl: string, signal: AbortSignal) => Promise<void>;

/**
 * Runs a command on the database of the settings, brought up to date, and sets the exit status. `read` makes of the
 * arguments what is to be done, before any database is started. `outcome` is a sentence for when that ends through no
 * fault of its own; mistakes are told in theirs.
 */
export function runCommand(outcome: string, read: (argv: string[]) => Work | Promise<Work>): void {
  // postgres.js writes to a connection that the server has just closed, and nobody can catch that.
  process.on('uncaughtException', (error) => {
    const isLostConnection = /postgres\/(cjs\/)?src\/connection\.js/.test(error.stack?.split('\n')[1] ?? '');
    console.error(isLostConnection ? `The connection to the database broke. ${outcome}` : error);
    process.exit(1);
  });
  const signal = interruption(`Stopped. ${outcome}`);
  withDatabase(signal, read).catch(failed(signal, outcome));
}

async function withDatabase(signal: AbortSignal, read: (argv: string[]) => Work | Promise<Work>): Promise<void> {
  const work = await read(process.argv.slice(2));
  const { databaseUrl, dataDir } = databaseSettings();
  if (databaseUrl) checkAddress(databaseUrl, 'DATABASE_URL');
  const embedded = databaseUrl ? null : await startEmbedded(dataDir, { notice: console.error });
  const url = embedded?.url ?? databaseUrl;
  try {
    await migrate(url);
    signal.throwIfAborted();
    await work(url, signal);
  } catch (error) {
    throw connectionError(url, error) ?? error;
  } finally {
    await embedded?.stop();
  }
}
