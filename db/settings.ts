/** The settings of the database side, read from the environment once; README has the table. */
export interface DatabaseSettings {
  /** The server to use; empty: the Postgres inside the project. */
  databaseUrl: string;
  /** Login of the pages' role; empty: made by the owner (db/roles.ts). */
  readerUrl: string;
  /** Login of the SQL page's role; empty: made by the owner, or the SQL page is off. */
  sqlUrl: string;
  /** A standby of it that pages, exports and SQL read from; empty: none. Logins and passwords in it count for nothing. */
  replicaUrl: string;
  /** Folder of the Postgres inside the project. */
  dataDir: string;
}

export function databaseSettings(env: NodeJS.ProcessEnv = process.env): DatabaseSettings {
  return {
    databaseUrl: env.DATABASE_URL ?? '',
    readerUrl: env.READER_DATABASE_URL ?? '',
    sqlUrl: env.SQL_DATABASE_URL ?? '',
    replicaUrl: env.DATABASE_REPLICA_URL ?? '',
    dataDir: env.DATA_DIR || '.data',
  };
}
