import { checkAddress } from '../db/connection-error.ts';
import type { Roles } from '../db/roles.ts';
import { type DatabaseSettings, databaseSettings } from '../db/settings.ts';
import { SetupError } from '../db/setup-error.ts';
import { checkSettings, type ServerSettings, serverSettings } from './server/server-settings.ts';

/** The settings of `npm start`, read from the environment and the command line once; README has the table. */
export interface StartSettings {
  database: DatabaseSettings;
  /** 0 takes a free one. */
  port: number;
  host: string;
  /** Next's development mode: nothing is built, pages change as their files do. */
  dev: boolean;
  /** Where Next's build lies, within the project. */
  distDir: string;
  server: ServerSettings;
  /** Whether npm runs us, with a shell between it and us. */
  underNpm: boolean;
}

/** Throws a SetupError, one sentence, for the first setting that makes no sense. */
export function startSettings(argv: string[], env: NodeJS.ProcessEnv = process.env): StartSettings {
  const unknown = argv.find((argument) => argument !== '--dev');
  if (unknown !== undefined) throw new SetupError(`${unknown} is not known here: the only argument is --dev.`);
  checkSettings(env);
  const database = databaseSettings(env);
  if (database.databaseUrl) checkAddress(database.databaseUrl, 'DATABASE_URL');
  if (database.replicaUrl) checkAddress(database.replicaUrl, 'DATABASE_REPLICA_URL');
  if (database.readerUrl) checkAddress(database.readerUrl, 'READER_DATABASE_URL');
  if (database.sqlUrl) checkAddress(database.sqlUrl, 'SQL_DATABASE_URL');
  const dev = argv.includes('--dev');
  return {
    database,
    port: Number(env.PORT || 3000),
    host: env.HOST || '127.0.0.1',
    dev,
    distDir: env.NEXT_DIST_DIR || '.next',
    server: serverSettings(env),
    underNpm: Boolean(env.npm_lifecycle_event),
  };
}

/** Tells the libraries, which look at the environment when they are first loaded, how we run. */
export function announceMode(dev: boolean): void {
  Object.assign(process.env, { NODE_ENV: dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' });
}

/** Tells the pages the address that absolute links begin with, unless a setting has told them. */
export function announceOrigin(address: string): void {
  process.env.ORIGIN ||= address;
}

/** Hands the two lesser logins to the pages, which read them as settings like any other. */
export function announceRoles(roles: Roles): void {
  process.env.READER_DATABASE_URL = roles.readerUrl;
  process.env.SQL_DATABASE_URL = roles.sqlUrl ?? '';
  process.env.SQL_OFF_REASON = roles.sqlOffReason ?? '';
}
