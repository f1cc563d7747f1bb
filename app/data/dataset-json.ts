import type { Dataset, Link } from '../../db/catalog.ts';
import { tildeEncode } from '../../db/tilde.ts';
import { countedTables } from '../_answer/table-counts.ts';
import type { Json } from '../_http/json-text.ts';
import { cacheControl, jsonReply } from '../_http/reply.ts';
import { settings } from '../settings.ts';

const linkJson = ({ column, table, otherColumn }: Link): Json => ({
  other_table: table,
  column,
  other_column: otherColumn,
});

/** One dataset with its tables, as section 10.3 has it. */
export async function datasetJson(dataset: Dataset): Promise<Response> {
  const counted = await countedTables(dataset);
  const { allowSql, sqlUrl } = settings();
  const tables = counted.filter(({ table }) => !table.isView);
  return jsonReply(
    {
      ok: true,
      database: dataset.name,
      private: false,
      path: `/${tildeEncode(dataset.name)}`,
      size: null,
      version: dataset.version,
      tables: tables.map(({ table, count, truncated }) => ({
        name: table.name,
        columns: table.columns.map((column) => column.name),
        primary_keys: table.primaryKey,
        count,
        count_truncated: truncated,
        hidden: false,
        fts_table: table.config.search ? table.name : null,
        foreign_keys: { incoming: table.incoming.map(linkJson), outgoing: table.outgoing.map(linkJson) },
        private: false,
      })),
      hidden_count: 0,
      views: counted.filter(({ table }) => table.isView).map(({ table }) => ({ name: table.name, private: false })),
      queries: [...dataset.queries].map(([name, query]) => ({ name, ...query, private: false })),
      queries_more: false,
      queries_count: dataset.queries.size,
      allow_execute_sql: allowSql && sqlUrl !== '',
      table_columns: Object.fromEntries(
        counted.map(({ table }) => [table.name, table.columns.map((column) => column.name)]),
      ),
      metadata: { title: dataset.title, about: dataset.about, source: dataset.source, license: dataset.licence },
    },
    { 'cache-control': cacheControl(null) },
  );
}
