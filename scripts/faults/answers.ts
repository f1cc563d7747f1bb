import { createHash } from 'node:crypto';

/** The dataset that every fault is tried on. */
export const DATASET = 'd';

/** What readers ask, all the time: by the engine, by Postgres, kept and not, as JSON, CSV and a page. */
export const QUESTIONS = [
  `/${DATASET}/images.json?_search=painting&_sort_desc=aesthetic&_size=20&_extra=count`,
  `/${DATASET}/images.json?_size=20&_extra=count&_facet=site_id`,
  `/${DATASET}/images.json?width__gte=900&_sort=similarity&_size=20&_extra=count&_facet=domain_id`,
  `/${DATASET}/images.json?text__contains=light&_size=20`,
  `/${DATASET}/site.json?_sort_desc=image_counts&_size=20&_extra=count`,
  `/${DATASET}/images.csv?_search=red&_size=50`,
  `/${DATASET}/-/query.json?sql=select+count(*),min(id),max(id)+from+images`,
  `/${DATASET}/images.json?_where=width+%3E+1000&_size=20`,
  `/${DATASET}/images?_search=blue`,
];

/** Every row as CSV. */
export const EXPORT = `/${DATASET}/images.csv?_stream=on`;

/**
 * `late`: says that it, or a part of it, took too long. `away`: 503, or a connection that was refused or broke. What was
 * answered otherwise is compared with what is known to be right.
 */
export type Answer = { kind: 'whole'; text: string } | { kind: 'late' | 'away' | 'wrong'; detail: string };

interface Parts {
  count?: number | null;
  count_truncated?: boolean;
  facet_results?: { timed_out?: unknown[] };
}

/** How answers and pages say that something was not there in time. */
const LATE = /took too long|lock timeout|took longer than|Not in time|\(timed out\)/;

const hash = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** Whether an answer says itself that a part of it is not known. */
export function isPartial(body: string): boolean {
  const { count, count_truncated, facet_results } = JSON.parse(body) as Parts;
  return count === null || count_truncated === true || (facet_results?.timed_out ?? []).length > 0;
}

/** What of a page is an answer: its heading and the rows it leads to. Nonces and numbers of requests are none. */
function pageText(html: string): string {
  const heading = /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1]?.replaceAll(/<[^>]*>/g, '') ?? 'no heading';
  const rows = [...html.matchAll(/href="\/d\/images\/(\d+)"/g)].map(([, id]) => id);
  return `${heading} ${[...new Set(rows)].join(' ')}`;
}

function readBody(type: string, body: string, address: string): Answer {
  if (type.startsWith('text/html')) {
    return LATE.test(body) ? { kind: 'late', detail: 'a part is not known' } : { kind: 'whole', text: pageText(body) };
  }
  if (type.startsWith('application/json') && isPartial(body)) return { kind: 'late', detail: 'a part is not known' };
  return { kind: 'whole', text: hash(body.replaceAll(address, '')) };
}

/** Asks a server and sorts its answer. Never throws. */
export async function ask(address: string, path: string, isFresh: boolean, milliseconds = 30_000): Promise<Answer> {
  try {
    const headers: Record<string, string> = isFresh ? { 'cache-control': 'no-cache' } : {};
    const response = await fetch(address + path, { headers, signal: AbortSignal.timeout(milliseconds) });
    const body = await response.text();
    if (response.status === 200) return readBody(response.headers.get('content-type') ?? '', body, address);
    if (response.status === 503) return { kind: 'away', detail: '503' };
    const detail = `${response.status}: ${body.slice(0, 200)}`;
    return { kind: response.status === 400 && LATE.test(body) ? 'late' : 'wrong', detail };
  } catch (error) {
    if ((error as Error).name === 'TimeoutError') return { kind: 'wrong', detail: `no answer in ${milliseconds} ms` };
    const { cause } = error as { cause?: { code?: string } };
    return { kind: 'away', detail: cause?.code ?? (error as Error).message };
  }
}

/** The answers of a server that nothing disturbs, by question. Throws when one is not whole. */
export async function rightAnswers(address: string): Promise<Map<string, string>> {
  const right = new Map<string, string>();
  for (const path of [...QUESTIONS, EXPORT]) {
    const answer = await ask(address, path, true, 60_000);
    if (answer.kind !== 'whole') throw new Error(`${path} is not answered: ${answer.detail}`);
    right.set(path, answer.text);
  }
  return right;
}
