import { BadRequest } from '../../../db/query.ts';
import { datasetOf, requestPairs, requestPath } from '../../_answer/reading.ts';
import { suggestionsOf } from '../../_answer/suggestions.ts';
import type { Json } from '../../_http/json-text.ts';
import { cacheControl, errorReply, jsonReply } from '../../_http/reply.ts';
import { addressOf } from '../../_url/address.ts';
import { first } from '../../_url/pairs.ts';

export const dynamic = 'force-dynamic';

/** Nobody types more into a search box before looking up. */
const LONGEST = 200;

/** `/NAME/-/suggest.json?q=`: names, sites, hosts and words that begin as `q` does, with their numbers of images. */
export async function GET(): Promise<Response> {
  try {
    const address = addressOf(requestPath());
    const dataset = await datasetOf(address.kind === 'datasetPage' ? address.dataset : '');
    const text = first(requestPairs(), 'q') ?? '';
    if (text.includes('\0')) throw new BadRequest(['q holds the character U+0000, which nothing holds']);
    const suggestions = text.length > LONGEST ? [] : await suggestionsOf(dataset, text);
    return jsonReply(
      { ok: true, suggestions: suggestions as unknown as Json },
      { 'cache-control': cacheControl(null) },
    );
  } catch (error) {
    return errorReply(error);
  }
}
