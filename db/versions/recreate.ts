import type { Sql } from '../client.ts';
import { SetupError } from '../setup-error.ts';
import type { SchemaDefinition, TableDefinition } from './describe.ts';
import { buildIndexes } from './indexes.ts';
import type { Session } from './session.ts';
import { createTables } from './tables.ts';

/** Tables that every version has that was ingested; others may have tables of the same names, but not of all of them. */
const INGESTED = ['images', 'domain', 'site', 'word', '_segment'];

export const isIngested = (tables: readonly TableDefinition[]): boolean =>
  INGESTED.every((name) => tables.some((table) => table.name === name));

/** The tables that the program itself defines, with their columns. */
export async function templateColumns(session: Session): Promise<Map<string, string[]>> {
  const rows = await session<{ table: string; columns: string[] }[]>`
    select relname as table, array_agg(attname::text order by attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
    where relnamespace = 'template'::regnamespace and relkind in ('r', 'p') group by relname`;
  return new Map(rows.map(({ table, columns }) => [table, columns]));
}

/** Throws a SetupError for tables of the template that have columns this program does not know. */
export function checkColumns(tables: readonly TableDefinition[], template: ReadonlyMap<string, string[]>): void {
  for (const { name, columns } of tables) {
    const known = template.get(name);
    const unknown = known && columns.find((column) => !known.includes(column.name));
    if (!unknown) continue;
    throw new SetupError(
      `This program does not know the column ${unknown.name} of ${name}: use the newer one that made the backup.`,
    );
  }
}

/**
 * Makes the tables of a version, empty and without keys: those of `template`, and others as they are described. A version
 * of one's own tables has an empty template.
 * Called in the transaction that also loads the rows, it lets Postgres load them frozen.
 */
export async function recreateTables(
  tx: Session,
  schemaName: string,
  tables: readonly TableDefinition[],
  template: ReadonlyMap<string, string[]>,
): Promise<void> {
  if (template.size > 0) {
    await createTables(tx, schemaName, 'rows');
    await createTables(tx, schemaName, 'engine');
  }
  for (const { name, columns } of tables.filter((table) => !template.has(table.name))) {
    const list = columns.map((column) =>
      [
        `${quoted(column.name)} ${column.type}`,
        column.collation ? `collate ${column.collation}` : '',
        column.default === null ? '' : `default ${column.default}`,
        column.notNull ? 'not null' : '',
      ].join(' '),
    );
    await tx.unsafe(`create table ${quoted(schemaName)}.${quoted(name)} (${list.join(', ')})`);
  }
}

/** Adds keys, indexes and views once the rows are in. `onIndex` hears of each index of the template before it is built. */
export async function finishTables(
  owner: Sql,
  schemaName: string,
  { tables, views }: SchemaDefinition,
  template: ReadonlyMap<string, string[]>,
  onIndex: (name: string) => void,
): Promise<void> {
  if (template.size > 0) await buildIndexes(owner, schemaName, null, onIndex);
  const others = tables.filter((table) => !template.has(table.name));
  await owner.begin(async (tx) => {
    await tx`select set_config('search_path', quote_ident(${schemaName}), true)`;
    const constraints = others.flatMap((table) => table.constraints.map(([name, text]) => ({ table, name, text })));
    // What refers to another table needs that table's key.
    constraints.sort((a, b) => Number(isReference(a.text)) - Number(isReference(b.text)));
    for (const { table, name, text } of constraints)
      await tx.unsafe(`alter table ${quoted(table.name)} add constraint ${quoted(name)} ${text}`);
    for (const { indexes } of others) for (const index of indexes) await tx.unsafe(index);
    for (const { name, isMaterialized, query, indexes } of views) {
      await tx.unsafe(`create ${isMaterialized ? 'materialized ' : ''}view ${quoted(name)} as ${query}`);
      for (const index of indexes) await tx.unsafe(index);
    }
  });
  for (const { name } of others) await owner`vacuum (analyze) ${owner(schemaName)}.${owner(name)}`;
}

const isReference = (definition: string) => definition.startsWith('FOREIGN KEY');
const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
