import { listDatasets } from '../../db/catalog.ts';
import { tildeEncode } from '../../db/tilde.ts';
import { pagesPool } from '../_answer/reading.ts';
import { cacheControl, jsonReply } from '../_http/reply.ts';

/** The datasets there are. */
export async function homeJson(): Promise<Response> {
  const datasets = await listDatasets(pagesPool());
  const databases = datasets.map((dataset) => [
    dataset.name,
    {
      name: dataset.name,
      title: dataset.title,
      path: `/${tildeEncode(dataset.name)}`,
      aliases: dataset.aliases,
      invented: dataset.invented,
      version: dataset.version,
      tables_count: dataset.tables.size,
    },
  ]);
  return jsonReply({ ok: true, databases: Object.fromEntries(databases) }, { 'cache-control': cacheControl(null) });
}
