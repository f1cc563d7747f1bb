import type { Dataset } from '../../db/catalog.ts';
import { parameterNames } from '../../db/sql-page/parameters.ts';
import { cacheControl, jsonReply } from '../_http/reply.ts';
import { tablePath } from '../_url/paths.ts';
import { settings } from '../settings.ts';

/** The stored queries of a dataset. */
export function queriesJson(dataset: Dataset): Response {
  const queries = [...dataset.queries].map(([name, { title = null, description = null, sql }]) => ({
    name,
    title,
    description,
    sql,
    params: parameterNames(sql),
    url: settings().origin + tablePath(dataset.name, name),
    private: false,
  }));
  return jsonReply({ ok: true, database: dataset.name, queries, next: null }, { 'cache-control': cacheControl(null) });
}
