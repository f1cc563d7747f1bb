import { createHash } from 'node:crypto';
import { shared } from '../../db/shared.ts';
import { type TableReading, wantsFresh } from '../_answer/reading.ts';
import { exchange } from './exchange.ts';
import { cacheControl } from './reply.ts';

/** Characters of replies that are remembered, the latest; and of one. */
const MOST_CHARACTERS = 32 * 2 ** 20;
const LONGEST = 2 ** 20;

interface KeptReply {
  body: string;
  headers: [string, string][];
}

const replies = shared('replies', () => ({ kept: new Map<string, KeptReply>(), characters: 0 }));
/** Replies that say of some part that it is not known. */
const partial = new WeakSet<Response>();

/** Says of a reply that a part of it was not there in time: the same question may be answered better the next time. */
export function markPartial(response: Response): Response {
  partial.add(response);
  return response;
}

/** What an answer depends on besides its address: a question, its dataset, and a further one where it is about two. */
export type Asked = Pick<TableReading, 'dataset'> & {
  request: { query: Pick<TableReading['request']['query'], 'where'>; ttl: number | null };
  other?: TableReading['dataset'];
};

/** Names what a version answers to a question, in every format; what a version holds never changes. */
function etagOf({ dataset, other = dataset }: Asked): string {
  const { url } = exchange();
  const versions = (other === dataset ? [dataset] : [dataset, other]).map(({ schema, publishedAt, epoch }) => [
    schema,
    publishedAt,
    epoch,
  ]);
  const hash = createHash('sha256').update(JSON.stringify([versions, url]));
  return `W/"${hash.digest('base64url').slice(0, 22)}"`;
}

const asksFor = (etag: string): boolean => {
  const header = exchange().headers['if-none-match'] ?? '';
  return header.split(',').some((each) => each.trim() === etag || each.trim() === '*');
};

function remember(etag: string, reply: KeptReply): void {
  replies.kept.set(etag, reply);
  replies.characters += reply.body.length;
  for (const [oldest, { body }] of replies.kept) {
    if (replies.characters <= MOST_CHARACTERS) break;
    replies.kept.delete(oldest);
    replies.characters -= body.length;
  }
}

function remembered(etag: string): Response | null {
  const reply = replies.kept.get(etag);
  if (!reply) return null;
  replies.kept.delete(etag);
  replies.kept.set(etag, reply);
  return new Response(reply.body, { headers: reply.headers });
}

/**
 * The reply to a question about a table under an ETag of its version: 304 to who has it already, the same again where it
 * was JSON and all of it was known, else what `make` makes. A question with a visitor's own SQL is always asked.
 */
export async function conditional(reading: Asked, make: () => Response | Promise<Response>): Promise<Response> {
  if (reading.request.query.where.length > 0) return make();
  const etag = etagOf(reading);
  const isFresh = wantsFresh();
  // Also with `no-cache`, which clients add to what they ask on a condition: what a version holds never changes.
  if (asksFor(etag)) {
    const headers = { etag, 'cache-control': cacheControl(reading.request.ttl) };
    return new Response(null, { status: 304, headers });
  }
  const known = isFresh ? null : remembered(etag);
  if (known) return known;
  const response = await make();
  if (response.status !== 200 || partial.has(response)) return response;
  response.headers.set('etag', etag);
  const type = response.headers.get('content-type') ?? '';
  if (!type.startsWith('application/json')) return response;
  const body = await response.text();
  const headers = [...response.headers];
  if (body.length <= LONGEST) remember(etag, { body, headers });
  return new Response(body, { headers });
}
