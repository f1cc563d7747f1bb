import { distributeTables } from './distribute.ts';
import type { Session } from './session.ts';

/** The tables that the engine reads; they are filled on a connection of their own. */
const ENGINES = ['_segment', '_column', '_posting', '_gone'];

/**
 * Makes tables in a version's schema, like those of schema `template` but without their indexes and keys, which
 * `buildIndexes` adds once the rows are in: the tables of rows, seen and taken out, or those of the engine. On a cluster
 * the rows are spread over it.
 *
 * Called in the transaction that also loads the rows, it lets Postgres load them frozen.
 */
export async function createTables(session: Session, schemaName: string, which: 'rows' | 'engine'): Promise<void> {
  const tables = await session<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'template'::regnamespace and relkind in ('r', 'p') order by relname`;
  const names = tables.map(({ name }) => name).filter((name) => ENGINES.includes(name) === (which === 'engine'));
  for (const name of names) {
    await session`
      create table ${session(schemaName)}.${session(name)}
      (like template.${session(name)} including all excluding indexes)`;
  }
  await distributeTables(session, schemaName, names);
}
