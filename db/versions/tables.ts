import type { Session } from './session.ts';

/** The tables that the engine reads; they are filled on a connection of their own. */
const isEngines = (name: string) => name.startsWith('_');

/**
 * Makes tables in a version's schema, like those of schema `template` but without their indexes and keys, which
 * `buildIndexes` adds once the rows are in: the tables that people see, or those of the engine.
 *
 * Called in the transaction that also loads the rows, it lets Postgres load them frozen.
 */
export async function createTables(session: Session, schemaName: string, which: 'seen' | 'engine'): Promise<void> {
  const tables = await session<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'template'::regnamespace and relkind in ('r', 'p') order by relname`;
  for (const { name } of tables.filter((table) => isEngines(table.name) === (which === 'engine'))) {
    await session`
      create table ${session(schemaName)}.${session(name)}
      (like template.${session(name)} including all excluding indexes)`;
  }
}
