import { listDatasets } from '../../db/catalog.ts';
import { ask } from '../../db/deadline.ts';
import { sql } from '../../db/sql.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { pagesPool } from '../_answer/reading.ts';
import { cacheControl, jsonReply } from '../_http/reply.ts';
import { settings } from '../settings.ts';
import { openApi } from './openapi.ts';

const headers = () => ({ 'cache-control': cacheControl(null) });

/** The datasets, in the form of Datasette's list of databases. */
async function databases(): Promise<Response> {
  const found = await listDatasets(pagesPool());
  const list = found.map(({ name, schema }) => ({
    name,
    route: name,
    path: null,
    size: null,
    is_mutable: false,
    is_memory: false,
    hash: schema,
  }));
  return jsonReply({ ok: true, databases: list }, headers());
}

/** The limits a client meets, under Datasette's names. */
function limits(): Response {
  const known = settings();
  const body = {
    ok: true,
    default_page_size: known.pageSize,
    max_returned_rows: known.maxPageSize,
    sql_time_limit_ms: known.sqlTimeLimit,
    default_facet_size: known.facetSize,
    facet_time_limit_ms: known.facetTimeLimit,
    default_cache_ttl: known.ttl,
    allow_facet: true,
    suggest_facets: true,
    allow_csv_stream: true,
    allow_download: false,
    default_allow_sql: known.allowSql && known.sqlUrl !== '',
    max_csv_mb: 0,
    base_url: '/',
  };
  return jsonReply(body, headers());
}

async function versions(): Promise<Response> {
  const answer = await ask(pagesPool(), sql`select current_setting('server_version') as postgres`, {
    milliseconds: 1000,
  });
  const postgres = answer.state === 'answered' ? String(answer.value[0]?.postgres) : null;
  const explorer = { name: packageJson.name, version: packageJson.version };
  return jsonReply({ ok: true, explorer, node: process.versions.node, postgres: { version: postgres } }, headers());
}

/** Pages about the whole instance, at `/-/NAME.json`. */
export const INSTANCE_PAGES: Record<string, () => Response | Promise<Response>> = {
  databases,
  settings: limits,
  versions,
  plugins: () => jsonReply([], headers()),
  openapi: openApi,
};
