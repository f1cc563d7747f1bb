import { checkAddress, connectionError } from '../../db/connection-error.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { ensureRoles } from '../../db/roles.ts';
import { databaseSettings } from '../../db/settings.ts';
import { SetupError } from '../../db/setup-error.ts';
import { interruption } from '../interruption.ts';

type Work = (ownerUrl: string, signal: AbortSignal) => Promise<void>;

/**
 * Runs a command on the database of the settings, brought up to date, and sets the exit status. `outcome` is a sentence
 * for when it fails through no fault of its own; mistakes are told in theirs.
 */
export function runCommand(outcome: string, work: Work): void {
  // postgres.js writes to a connection that the server has just closed, and nobody can catch that.
  process.on('uncaughtException', (error) => {
    const isLostConnection = /postgres\/(cjs\/)?src\/connection\.js/.test(error.stack?.split('\n')[1] ?? '');
    console.error(isLostConnection ? `The connection to the database broke. ${outcome}` : error);
    process.exit(1);
  });
  const signal = interruption(`Stopped. ${outcome}`);
  withDatabase(signal, work).catch((thrown: unknown) => {
    const isDiskFull = /no space left on device/i.test((thrown as Error)?.message ?? '');
    const error = signal.aborted ? signal.reason : isDiskFull ? new SetupError(`A disk is full. ${outcome}`) : thrown;
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode ||= 1;
  });
}

async function withDatabase(signal: AbortSignal, work: Work): Promise<void> {
  const { databaseUrl, dataDir } = databaseSettings();
  if (databaseUrl) checkAddress(databaseUrl, 'DATABASE_URL');
  const embedded = databaseUrl ? null : await startEmbedded(dataDir, { notice: console.error });
  const url = embedded?.url ?? databaseUrl;
  try {
    await migrate(url);
    await ensureRoles(url);
    signal.throwIfAborted();
    await work(url, signal);
  } catch (error) {
    throw connectionError(url, error) ?? error;
  } finally {
    await embedded?.stop();
  }
}
