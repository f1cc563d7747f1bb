import { connect } from '../../db/client.ts';
import { startEmbedded } from '../../db/embedded.ts';
import { finishClosed } from '../../db/exclusions/take-out.ts';
import { migrate, withOwnerLock } from '../../db/migrate.ts';
import { asLogin, checkReplica } from '../../db/replica.ts';
import { ensureRoles, type Roles } from '../../db/roles.ts';
import type { DatabaseSettings } from '../../db/settings.ts';
import { dropRetired } from '../../db/versions/drop.ts';
import type { Shutdown } from './shutdown.ts';

const HOUSEKEEPING_INTERVAL = 30_000;

/** Held while the sample is read in. */
const SAMPLE_LOCK = 7_301_865;

export interface ReadyDatabase {
  ownerUrl: string;
  roles: Roles;
}

/**
 * Makes the database ready: starts the one inside the project when no other is given, brings it up to date and makes
 * the roles. It is kept running and tidy until the shutdown. Throws a SetupError, one sentence, where that cannot be.
 */
export async function prepareDatabase(settings: DatabaseSettings, shutdown: Shutdown): Promise<ReadyDatabase> {
  const ownerUrl = settings.databaseUrl || (await startOwn(settings.dataDir, shutdown));
  await migrate(ownerUrl);
  const roles = await ensureRoles(ownerUrl);
  keepHouse(ownerUrl, shutdown);
  return { ownerUrl, roles };
}

/** Reads the sample in when there is no dataset yet, which takes some seconds; when another process does, waits for it. */
export async function ensureDataset(ownerUrl: string, shutdown: Shutdown): Promise<void> {
  const ending = new AbortController();
  shutdown.later(() => ending.abort());
  await withOwnerLock(ownerUrl, SAMPLE_LOCK, async (owner) => {
    const found = await owner`select 1 from catalog.dataset where current_version is not null limit 1`;
    if (found.length > 0) return;
    // Loaded only when it is needed: it brings the Parquet reader with it.
    const { ingestSample } = await import('../ingest/sample.ts');
    const { showProgress } = await import('../ingest/progress.ts');
    // The other output is the log's.
    await ingestSample(ownerUrl, showProgress(process.stderr), ending.signal);
  });
}

/** The address of the replica as the pages' login; empty: there is none. Throws a SetupError for a server that is none. */
export async function prepareReplica(replicaUrl: string, readerUrl: string): Promise<string> {
  if (replicaUrl === '') return '';
  const url = asLogin(replicaUrl, readerUrl);
  const trouble = await checkReplica(url);
  if (trouble) console.log(trouble);
  return url;
}

async function startOwn(dataDir: string, shutdown: Shutdown): Promise<string> {
  const starting = startEmbedded(dataDir, { keepAlive: true, notice: (sentence) => console.error(sentence) });
  // Told before it runs: a signal while it starts must end it, too.
  shutdown.later(async () => {
    const embedded = await starting.catch(() => null);
    await embedded?.stop();
  });
  return (await starting).url;
}

/** Drops versions that nobody reads any more, ends exclusions that were broken off. A failure is told, and tried again the next time. */
function keepHouse(ownerUrl: string, shutdown: Shutdown): void {
  // One to work with, one for the lock it holds meanwhile.
  const owner = connect(ownerUrl, 2);
  let isBusy = false;
  const timer = setInterval(async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await finishClosed(owner);
      await dropRetired(owner);
    } catch (error) {
      console.error(`Old versions were not looked after: ${(error as Error).message}`);
    }
    isBusy = false;
  }, HOUSEKEEPING_INTERVAL);
  timer.unref();
  shutdown.later(async () => {
    clearInterval(timer);
    await owner.end({ timeout: 2 });
  });
}
