import { parse } from 'tldts';
import type { Dataset } from '../../../db/catalog.ts';
import { ask } from '../../../db/deadline.ts';
import { listedStatement } from '../../../db/queries/listed.ts';
import { datasetOf, readerOf, requestPairs, requestPath } from '../../_answer/reading.ts';
import { errorReply } from '../../_http/reply.ts';
import { addressOf } from '../../_url/address.ts';
import { linkTo } from '../../_url/edit.ts';
import { pictureLink, searchLink, wantedOf } from '../../_url/found.ts';
import { first } from '../../_url/pairs.ts';
import { datasetPath, labelPath, tablePath } from '../../_url/paths.ts';

export const dynamic = 'force-dynamic';

async function isListed(dataset: Dataset, name: string, label: string): Promise<boolean> {
  const table = dataset.tables.get(name);
  const reader = readerOf(dataset);
  const statement = table && listedStatement(reader.place, table, [label]);
  if (!statement) return false;
  const answer = await ask(reader.pool, statement, reader);
  return answer.state === 'answered' && answer.value.length > 0;
}

/**
 * The page of the site, else of the host, else of the host's site; else the search among the sites, or among the
 * captions for what only looks like a host, such as "st.petersburg".
 */
async function placeOf(dataset: Dataset, host: string): Promise<string> {
  const { domain, isIcann } = parse(host);
  const site = domain ?? host;
  for (const [table, label] of [
    ['site', host],
    ['domain', host],
    ['site', site],
  ] as const) {
    if (await isListed(dataset, table, label)) return labelPath(dataset.name, table, label);
  }
  return isIcann ? linkTo(tablePath(dataset.name, 'site'), [['_search', `"${site}"`]]) : searchLink(dataset.name, host);
}

async function destinationOf(dataset: Dataset, typed: string): Promise<string> {
  const wanted = wantedOf(typed);
  if (wanted.kind === 'nothing') return datasetPath(dataset.name);
  if (wanted.kind === 'picture') return pictureLink(dataset.name, wanted.urls);
  if (wanted.kind === 'host' && dataset.tables.has('site')) return placeOf(dataset, wanted.host);
  return searchLink(dataset.name, wanted.kind === 'words' ? wanted.text : wanted.host);
}

/** `/NAME/-/find?q=`: sends on to the picture, the site, the host or the search that was meant. */
export async function GET(): Promise<Response> {
  try {
    const address = addressOf(requestPath());
    const dataset = await datasetOf(address.kind === 'datasetPage' ? address.dataset : '');
    const location = await destinationOf(dataset, first(requestPairs(), 'q') ?? '');
    return new Response(null, { status: 302, headers: { location } });
  } catch (error) {
    return errorReply(error);
  }
}
