import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SetupError } from '../db/setup-error.ts';
import { buildIfChanged } from './server/build.ts';
import { ensureDataset, prepareDatabase, prepareReplica } from './server/database.ts';
import { prepareEngine } from './server/engine.ts';
import { checkPort, listen } from './server/listen.ts';
import { openLog } from './server/log.ts';
import { type Shutdown, shutdownOnSignals, shutdownWithParent, surviveStrayErrors } from './server/shutdown.ts';
import { keepWarm } from './server/warm.ts';
import { announceMode, announceOrigin, announceRoles, startSettings } from './settings.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

async function start(shutdown: Shutdown): Promise<void> {
  const settings = startSettings(process.argv.slice(2));
  if (settings.underNpm) shutdownWithParent(shutdown);
  const log = openLog(settings.server.logKind);
  announceMode(settings.dev);
  await checkPort(settings.host, settings.port);
  const { ownerUrl, roles } = await prepareDatabase(settings.database, shutdown);
  announceRoles(roles);
  await Promise.all([
    ensureDataset(ownerUrl, shutdown),
    settings.dev ? null : buildIfChanged(root, settings.distDir, shutdown),
  ]);
  if (roles.sqlOffReason) console.log(`The SQL page is off: ${roles.sqlOffReason}`);
  const { readerUrl } = roles;
  const replicaUrl = await prepareReplica(settings.database.replicaUrl, readerUrl);
  const address = await listen({ root, ...settings, ...settings.server, readerUrl, ownerUrl, log }, shutdown);
  announceOrigin(address);
  console.log(`Aesthetic Explorer is at ${address}`);
  // Not before: a server that has to come back is to answer first, and Postgres can.
  await prepareEngine(readerUrl, replicaUrl, shutdown);
  keepWarm(address, readerUrl, shutdown);
}

const shutdown = shutdownOnSignals();
surviveStrayErrors(shutdown);
start(shutdown).catch((error: Error) => {
  if (!shutdown.hasBegun()) console.error(error instanceof SetupError ? error.message : error);
  return shutdown.now(1);
});
