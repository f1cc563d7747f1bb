import { spawnSync } from 'node:child_process';
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { SetupError } from '../setup-error.ts';
import { type Home, handOver } from './account.ts';
import { type Binaries, identity } from './binaries.ts';
import { configuration } from './configuration.ts';

/** The one superuser, who owns everything; it is let in without a password, over a socket that only we can reach. */
export const OWNER = 'explorer';

/**
 * Makes the data folder of a server below the home where there is none yet, writes this machine's settings into it, and
 * returns its path. Takes a second or two the first time. Throws a SetupError when the data is of another major version
 * of Postgres or cannot be made or read.
 */
export function prepareCluster(home: Home, binaries: Binaries, overrides: Record<string, string>): string {
  const cluster = join(home.folder, 'postgres');
  if (existsSync(cluster)) checkVersion(cluster, binaries);
  else createCluster(home, binaries, cluster, overrides.fsync === 'off');
  const settings = settingsOf(cluster);
  writeFileSync(settings, prepared(binaries, overrides));
  handOver(settings, home.account);
  return cluster;
}

/** Whether the server of this cluster was last started as it would be now: by the same program, with the same settings. */
export function isAsPrepared(cluster: string, binaries: Binaries, overrides: Record<string, string>): boolean {
  try {
    return readFileSync(settingsOf(cluster), 'utf8') === prepared(binaries, overrides);
  } catch {
    return false;
  }
}

const settingsOf = (cluster: string) => join(cluster, 'explorer.conf');

/** The settings, and at their end which file the program is: another one after an update, at the same path. */
function prepared({ postgres }: Binaries, overrides: Record<string, string>): string {
  const { ino, mtimeMs } = statSync(postgres);
  return `${configuration(overrides)}# For ${postgres}, file ${ino} of ${new Date(mtimeMs).toISOString()}.\n`;
}

function createCluster(home: Home, binaries: Binaries, cluster: string, isThrowaway: boolean): void {
  // Made under another name first: when this is interrupted, the next start begins anew instead of finding half a one.
  const unfinished = `${cluster}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  handOver(unfinished, home.account);
  const options = [
    `--username=${OWNER}`,
    '--auth-local=trust',
    '--auth-host=reject',
    '--encoding=UTF8',
    // Characters and case as Unicode has them, the same on every system; order by code point.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--text-search-config=simple',
    ...(isThrowaway ? ['--no-sync'] : []),
  ];
  const run = spawnSync(binaries.initdb, ['-D', unfinished, ...options], {
    ...identity(home.account),
    cwd: '/',
    env: serverEnvironment(),
    encoding: 'utf8',
  });
  if (run.status !== 0) {
    const why = run.error?.message ?? run.stderr.trim().replaceAll(/\s+/g, ' ');
    throw new SetupError(`The Postgres data folder ${cluster} cannot be made (${why}).`);
  }
  appendFileSync(join(unfinished, 'postgresql.conf'), "\ninclude_if_exists 'explorer.conf'\n");
  renameSync(unfinished, cluster);
}

function checkVersion(cluster: string, binaries: Binaries): void {
  let found: string;
  try {
    found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  } catch (error) {
    const isForbidden = (error as NodeJS.ErrnoException).code === 'EACCES';
    throw new SetupError(
      isForbidden
        ? `The data folder ${cluster} belongs to another user: start as that user, or set DATA_DIR to another folder.`
        : `The folder ${cluster} holds no Postgres data: remove it, or set DATA_DIR to another folder.`,
    );
  }
  if (found === binaries.major) return;
  throw new SetupError(
    `The data folder ${cluster} was made by Postgres ${found}, and this is Postgres ${binaries.major}: set DATA_DIR to another folder and ingest again.`,
  );
}

/** Only what Postgres needs: a PGDATA or a locale of the user's shell must not change what it does. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' } as unknown as NodeJS.ProcessEnv;
}
