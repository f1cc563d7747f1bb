import { createHash, createHmac } from 'node:crypto';
import { connect, type Sql } from './client.ts';
import { withStructureLock } from './migrate.ts';
import { hardenDatabase, limitReader, limitSql, shareCatalog } from './roles/grants.ts';
import { databaseSettings } from './settings.ts';

const WRITING = 'insert, update, delete, truncate, references, trigger';

export interface Roles {
  /** The pages' login: reads, and writes to schema `kept` only. The owner's own where no role could be made. */
  readerUrl: string;
  /** The SQL page's login; null: the SQL page and `_where` are off. */
  sqlUrl: string | null;
  /** Why they are off, in one sentence. */
  sqlOffReason: string | null;
}

/**
 * Makes the two lesser logins, `<database>_reader` and `<database>_sql`, or brings them to what they should be, and
 * gives them their rights on what is there; schema `kept` is made here too.
 *
 * Logins named by READER_DATABASE_URL and SQL_DATABASE_URL are used instead where given. Passwords derive from the
 * owner's, so that every process of the program knows them. What the server refuses takes the SQL page away, never
 * the start: `sqlOffReason` says it. Throws a SetupError when the server cannot be reached.
 */
export async function ensureRoles(ownerUrl: string): Promise<Roles> {
  const given = databaseSettings();
  return withStructureLock(ownerUrl, async (owner) => {
    const names = await roleNames(owner);
    const readerUrl = given.readerUrl || (await makeLogin(owner, ownerUrl, names.reader));
    const sqlUrl = given.sqlUrl || (await makeLogin(owner, ownerUrl, names.sql));
    await owner`create schema if not exists kept`;
    await hardenDatabase(owner);
    const reader = await usable(owner, readerUrl);
    if (reader.url) await limitReader(owner, names.reader);
    const stranger = await usable(owner, sqlUrl);
    if (stranger.url) await limitSql(owner, names.sql);
    for (const role of await existing(owner, names)) await shareCatalog(owner, role, role === names.reader);
    for (const schemaName of await publishedSchemas(owner)) await grantVersion(owner, schemaName);
    return { readerUrl: reader.url ?? ownerUrl, sqlUrl: stranger.url, sqlOffReason: stranger.reason };
  });
}

/**
 * Lets both roles read a version's tables: the pages all but what was taken out, strangers only those that people see.
 * Does nothing for a role that does not exist.
 */
export async function grantVersion(owner: Sql, schemaName: string): Promise<void> {
  const names = await roleNames(owner);
  for (const role of await existing(owner, names)) {
    await owner`grant usage on schema ${owner(schemaName)} to ${owner(role)}`;
    const tables = await owner<{ name: string; reads: boolean; hasRights: boolean }[]>`
      select relname as name, has_table_privilege(${role}, oid, 'select') as reads,
        has_any_column_privilege(${role}, oid, 'select') or has_table_privilege(${role}, oid, ${WRITING}) as "hasRights"
      from pg_class where relnamespace = ${schemaName}::regnamespace and relkind in ('r', 'v', 'm', 'p', 'f')`;
    for (const { name, reads, hasRights } of tables) {
      const table = owner`${owner(schemaName)}.${owner(name)}`;
      const mayRead = role === names.reader ? !name.startsWith('_excluded_') : !name.startsWith('_');
      // Said only where it is not so: these statements wait for whoever tidies the table up.
      if (mayRead && !reads) await owner`grant select on ${table} to ${owner(role)}`;
      if (!mayRead && hasRights) await owner`revoke all on ${table} from ${owner(role)}`;
    }
  }
}

interface RoleNames {
  reader: string;
  sql: string;
}

async function roleNames(owner: Sql): Promise<RoleNames> {
  const given = databaseSettings();
  const [row] = await owner<{ database: string }[]>`select current_database() as database`;
  const database = row?.database ?? '';
  // A name in Postgres has 63 bytes at most.
  const hash = createHash('sha256').update(database).digest('hex').slice(0, 12);
  const stem = Buffer.byteLength(database) <= 50 ? database : `explorer_${hash}`;
  return {
    reader: given.readerUrl ? userOf(given.readerUrl) : `${stem}_reader`,
    sql: given.sqlUrl ? userOf(given.sqlUrl) : `${stem}_sql`,
  };
}

async function existing(owner: Sql, names: RoleNames): Promise<string[]> {
  const rows = await owner<{ name: string }[]>`
    select rolname as name from pg_roles
    where rolname = any(${[names.reader, names.sql]}) and rolname <> current_user`;
  return rows.map((row) => row.name);
}

async function publishedSchemas(owner: Sql): Promise<string[]> {
  const rows = await owner<{ schema: string }[]>`
    select schema_name as schema from catalog.version
    where state in ('published', 'retired') and to_regnamespace(quote_ident(schema_name)) is not null`;
  return rows.map((row) => row.schema);
}

/** The address of a login of this name, made where the server allows it. */
async function makeLogin(owner: Sql, ownerUrl: string, role: string): Promise<string> {
  const url = new URL(ownerUrl);
  const password = derivedPassword(url, role);
  const found = await owner`select 1 from pg_roles where rolname = ${role}`;
  try {
    if (found.length === 0) {
      await owner`create role ${owner(role)} login nosuperuser nocreatedb nocreaterole noinherit`;
    }
    // Hexadecimal, so it needs no quoting; a password cannot be a bound value.
    await owner.unsafe(`alter role ${quoted(role)} login password ${password ? `'${password}'` : 'null'}`);
  } catch {
    // No right to make or change roles: whether the login works nevertheless is tried by `usable`.
  }
  url.username = encodeURIComponent(role);
  url.password = password;
  return url.href;
}

/** Empty where the owner needs no password: then the server asks none of the role either, or it cannot be used. */
function derivedPassword(ownerUrl: URL, role: string): string {
  if (ownerUrl.password === '') return '';
  return createHmac('sha256', decodeURIComponent(ownerUrl.password)).update(`explorer ${role}`).digest('hex');
}

/** Tries the login; it must exist, let us in and be no more than an ordinary role. */
async function usable(owner: Sql, url: string): Promise<{ url: string | null; reason: string | null }> {
  const role = userOf(url);
  const [attributes] = await owner<{ isPowerful: boolean }[]>`
    select rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls or rolname = current_user
      or exists (select from pg_auth_members where member = pg_roles.oid) as "isPowerful"
    from pg_roles where rolname = ${role}`;
  if (!attributes) {
    const [row] = await owner<{ user: string }[]>`select current_user as user`;
    return { url: null, reason: `The database user ${row?.user} may not create the role ${role}.` };
  }
  if (attributes.isPowerful) return { url: null, reason: `The role ${role} has more rights than reading.` };
  const trial = connect(url, 1);
  try {
    await trial`select 1`;
    return { url, reason: null };
  } catch (error) {
    return { url: null, reason: `The role ${role} cannot log in (${(error as Error).message}).` };
  } finally {
    await trial.end({ timeout: 1 });
  }
}

const userOf = (url: string) => decodeURIComponent(new URL(url).username);
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
