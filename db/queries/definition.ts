import type { Dataset, Table } from '../catalog.ts';

const quoted = (name: string) => (/^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`);

/** The table as a `create table` that would make one like it; a view as its columns, for its text is Postgres's own. */
export function definitionOf(table: Table): string {
  const columns = table.columns.map((column) => {
    const rules = [
      column.notNull ? ' not null' : '',
      column.defaultValue === null ? '' : ` default ${column.defaultValue}`,
    ];
    return `  ${quoted(column.name)} ${column.sqlType}${rules.join('')}`;
  });
  const keys = table.primaryKey.length > 0 ? [`  primary key (${table.primaryKey.map(quoted).join(', ')})`] : [];
  const links = table.outgoing.map(
    (link) => `  foreign key (${quoted(link.column)}) references ${quoted(link.table)} (${quoted(link.otherColumn)})`,
  );
  const kind = table.isView ? 'view' : 'table';
  return `create ${kind} ${quoted(table.name)} (\n${[...columns, ...keys, ...links].join(',\n')}\n);`;
}

/** Every table and view of a dataset, by name. */
export const definitionsOf = (dataset: Dataset): string => [...dataset.tables.values()].map(definitionOf).join('\n\n');
