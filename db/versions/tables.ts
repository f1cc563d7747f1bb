import type { Session } from './session.ts';

/**
 * Makes the explorer's tables in a version's schema, like those of schema `template` but without their indexes and keys,
 * which `buildIndexes` adds once the rows are in. Returns their names.
 *
 * Called in the transaction that also loads the rows, it lets Postgres load them frozen.
 */
export async function createTables(session: Session, schemaName: string): Promise<string[]> {
  const tables = await session<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'template'::regnamespace and relkind in ('r', 'p') order by relname`;
  for (const { name } of tables) {
    await session`
      create table ${session(schemaName)}.${session(name)}
      (like template.${session(name)} including all excluding indexes)`;
  }
  return tables.map((table) => table.name);
}
