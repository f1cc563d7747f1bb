import type { Server } from '../db/catalog.ts';
import { asLogin } from '../db/replica.ts';

/** The settings of the pages and their data, read from the environment; README has the table. */
export interface Settings {
  /** Address of the reading login; set by the server when it starts. */
  readerUrl: string;
  /** Address of the SQL page's login; empty: off, `sqlOffReason` says why. */
  sqlUrl: string;
  sqlOffReason: string;
  /** A standby that rows are read from where it holds them; empty: there is none. */
  replicaUrl: string;
  /** Scheme and host that absolute links begin with. */
  origin: string;
  pageSize: number;
  maxPageSize: number;
  facetSize: number;
  /** Milliseconds for a page of rows, and again for its counts and facets. */
  timeLimit: number;
  facetTimeLimit: number;
  /** Milliseconds for a statement of the SQL page. */
  sqlTimeLimit: number;
  /** Milliseconds an export may take to its first row, and between rows. */
  exportTimeLimit: number;
  /** Seconds that data may be kept by a cache. */
  ttl: number;
  /** Whether `_where=` and the SQL page are open. */
  allowSql: boolean;
  /** Where to ask for something to be taken out: an e-mail address or a web address; empty: nobody has said. */
  removalContact: string;
}

const on = (value: string | undefined, otherwise: boolean) =>
  value === undefined || value === '' ? otherwise : ['on', 'true', '1'].includes(value);

const count = (value: string | undefined, otherwise: number) => {
  const parsed = Number(value);
  return value && Number.isInteger(parsed) && parsed >= 0 ? parsed : otherwise;
};

export function settings(env: NodeJS.ProcessEnv = process.env): Settings {
  const timeLimit = count(env.TIME_LIMIT_MS, 3000);
  return {
    readerUrl: env.READER_DATABASE_URL || env.DATABASE_URL || '',
    sqlUrl: env.SQL_DATABASE_URL ?? '',
    sqlOffReason: env.SQL_OFF_REASON ?? '',
    replicaUrl: env.DATABASE_REPLICA_URL ?? '',
    origin: (env.ORIGIN || `http://127.0.0.1:${env.PORT || '3000'}`).replace(/\/+$/, ''),
    pageSize: count(env.PAGE_SIZE, 100),
    maxPageSize: count(env.MAX_PAGE_SIZE, 1000),
    facetSize: count(env.FACET_SIZE, 30),
    timeLimit,
    facetTimeLimit: count(env.FACET_TIME_LIMIT_MS, timeLimit),
    sqlTimeLimit: count(env.SQL_TIME_LIMIT_MS, timeLimit),
    exportTimeLimit: count(env.EXPORT_TIME_LIMIT_MS, 120_000),
    ttl: count(env.CACHE_TTL, 5),
    allowSql: on(env.ALLOW_SQL, true),
    removalContact: (env.REMOVAL_CONTACT ?? '').trim(),
  };
}

/** The logins' addresses of a server. */
export function loginsOf(server: Server, known: Settings = settings()): Pick<Settings, 'readerUrl' | 'sqlUrl'> {
  const { readerUrl, sqlUrl, replicaUrl } = known;
  if (server === 'primary') return { readerUrl, sqlUrl };
  return { readerUrl: asLogin(replicaUrl, readerUrl), sqlUrl: sqlUrl && asLogin(replicaUrl, sqlUrl) };
}
