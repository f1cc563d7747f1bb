import { connect, type Sql } from '../../db/client.ts';
import type { DatasetConfig } from '../../db/config.ts';
import { createVersion } from '../../db/versions/create.ts';
import { publishVersion } from '../../db/versions/publish.ts';
import { cellText } from './cell.ts';
import type { OracleTable } from './table.ts';

const CONFIG: DatasetConfig = {
  tables: {
    picture: { search: 'text', labelColumn: 'text' },
    site: { search: 'site', labelColumn: 'site', sort: '-image_counts' },
    pair: { search: 'content' },
    loose: { search: 'note' },
    wide: { search: 'text' },
  },
  queries: {},
};

/** Some of the questions walk an index, some cannot: the answers must be the same. */
const FURTHER = `
  alter table picture add foreign key (site_id) references site (id);
  alter table mark add foreign key (picture_id) references picture (id);
  create index on picture (aesthetic desc nulls last, id);
  create index on picture (width nulls first, id);
  create index on picture using gin (to_tsvector('simple'::regconfig, template.norm(text)));
  create view wide as select id, text, width, aesthetic, language from picture where width >= 512 order by id;
  analyze;`;

const quoted = (name: string) => `"${name}"`;

function definition({ name, columns, key }: OracleTable): string {
  const parts = columns.map((c) => `${quoted(c.name)} ${c.sqlType}${c.notNull ? ' not null' : ''}`);
  if (key.length > 0) parts.push(`primary key (${key.map(quoted).join(', ')})`);
  return `create table ${name} (${parts.join(', ')})`;
}

/** Every value goes in as Postgres would write it, and so is read back by the type's own reader. */
async function insertRows(session: Sql, { name, columns, rows }: OracleTable): Promise<void> {
  const fields = rows.map((row) =>
    Object.fromEntries(columns.map((column) => [column.name, cellText(column, row[column.name] ?? null)])),
  );
  const texts = columns.map((column) => `${quoted(column.name)} text`).join(', ');
  const values = columns.map((column) => `${quoted(column.name)}::${column.sqlType.split(' collate')[0]}`).join(', ');
  await session.unsafe(
    `insert into ${name} select ${values} from rows from (jsonb_to_recordset($1::text::jsonb) as (${texts})) with ordinality
     order by ordinality`,
    [JSON.stringify(fields)],
  );
}

/** Publishes the tables as dataset `questions`, with a configuration of their own. */
export async function loadFixture(ownerUrl: string, tables: ReadonlyMap<string, OracleTable>): Promise<void> {
  const owner = connect(ownerUrl, 2);
  const version = await createVersion(owner, 'questions');
  const session = connect(ownerUrl, 1, { search_path: `${version.schemaName}, public` });
  for (const table of tables.values()) {
    if (table.name === 'wide') continue;
    await session.unsafe(definition(table));
    await insertRows(session, table);
  }
  await session.unsafe(FURTHER).simple();
  await session.end();
  await publishVersion(owner, version, { title: 'Questions', config: CONFIG });
  await owner.end();
}
