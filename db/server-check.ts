import type { Sql } from './client.ts';
import { SetupError } from './setup-error.ts';

const EXTENSIONS = ['unaccent', 'pg_trgm'];

interface Facts {
  version: number;
  versionName: string;
  encoding: string;
  database: string;
  user: string;
  isStandby: boolean;
  hasIcu: boolean;
  mayCreateSchemas: boolean;
  mayCreateInPublic: boolean;
}

/** Throws a SetupError that names the first thing this server lacks for the explorer; costs two short queries. */
export async function checkServer(owner: Sql): Promise<void> {
  const facts = await readFacts(owner);
  const lack = lackOf(facts) ?? (await lackOfExtension(owner, facts));
  if (lack) throw new SetupError(lack);
}

async function readFacts(owner: Sql): Promise<Facts> {
  const [facts] = await owner<Facts[]>`
    select current_setting('server_version_num')::int as version,
      current_setting('server_version') as "versionName",
      current_setting('server_encoding') as encoding,
      current_database() as database,
      current_user as user,
      pg_is_in_recovery() as "isStandby",
      exists (select from pg_collation where collname = 'und-x-icu') as "hasIcu",
      has_database_privilege(current_database(), 'create') as "mayCreateSchemas",
      coalesce(has_schema_privilege(to_regnamespace('public')::oid, 'create'), false) as "mayCreateInPublic"`;
  if (!facts) throw new Error('the server answered with no row');
  return facts;
}

function lackOf(facts: Facts): string | null {
  if (facts.version < 150000) return `The explorer needs Postgres 15 or newer; this server is ${facts.versionName}.`;
  if (facts.encoding !== 'UTF8') {
    return `The database ${facts.database} has the encoding ${facts.encoding}: make one with encoding UTF8.`;
  }
  if (facts.isStandby) return 'This server is a read-only standby: give the address of the primary.';
  if (!facts.hasIcu) return 'This server was built without ICU, which search needs: use one that has it.';
  if (!facts.mayCreateSchemas) {
    return `The user ${facts.user} may not create schemas: GRANT CREATE ON DATABASE ${facts.database} TO ${facts.user}.`;
  }
  return null;
}

async function lackOfExtension(owner: Sql, facts: Facts): Promise<string | null> {
  const found = await owner<{ name: string; schema: string | null }[]>`
    select a.name, e.extnamespace::regnamespace::text as schema
    from pg_available_extensions a left join pg_extension e on e.extname = a.name
    where a.name = any(${EXTENSIONS})`;
  for (const name of EXTENSIONS) {
    const extension = found.find((row) => row.name === name);
    if (!extension) return `This server lacks the extension ${name}: install Postgres's contrib package on it.`;
    if (extension.schema === null && !facts.mayCreateInPublic) {
      return `The user ${facts.user} may not create the extension ${name}: as a superuser, CREATE EXTENSION ${name} SCHEMA public.`;
    }
    if (extension.schema !== null && extension.schema !== 'public') {
      return `The extension ${name} lies in the schema ${extension.schema}: ALTER EXTENSION ${name} SET SCHEMA public.`;
    }
  }
  return null;
}
