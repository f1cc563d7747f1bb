import type { Answer } from '../ask.ts';

/** The limit of a question in this run, and what a busy machine may add to it; a Parquet file is a process of its own. */
const slowest = (target: string) => 4000 + (/\.parquet\b/.test(target) ? 10_000 : 2500);

const DATABASE_WORDS = new RegExp(
  [
    'syntax error at or near|invalid input syntax|relation "|operator does not exist|function .* does not exist',
    'out of range for type|invalid byte sequence|invalid regular expression|stack depth|in tsquery|unterminated quoted',
    'permission denied for|statement timeout|current transaction is aborted|could not determine data type',
  ].join('|'),
  'i',
);
const OUR_INSIDES = /PostgresError|\n\s+at \S+ \(|node_modules|\.tsx?:\d|severity_local|data-dgst=/;
const MARKUP =
  /<(img src=x|svg\/onload|script>hostile|b hostile)|" onmouseover="hostile|(href|src|action)=["']?\s*javascript:/i;

const pathOf = (target: string) => target.split(/[?#]/, 1)[0] ?? '';

/** A statement of the visitor's own, about which the database may speak. */
const isTheirSql = (target: string) => /\/-\/query|\/(by_artist|top_domains)\b|_where=/.test(target);

function bodyFaults(target: string, { status, headers, body }: Answer): string[] {
  const faults: string[] = [];
  const isHtml = String(headers['content-type']).startsWith('text/html');
  if (isHtml && MARKUP.test(body)) faults.push(`markup is reflected: ${MARKUP.exec(body)?.[0]}`);
  const insides = OUR_INSIDES.exec(body);
  if (insides) faults.push(`insides are shown: ${insides[0]}`);
  const words = isTheirSql(target) ? null : DATABASE_WORDS.exec(body);
  if (words) faults.push(`the database speaks: ${words[0]}`);
  if (isHtml && status >= 400 && !/<h1/.test(body)) faults.push('an error page without a heading');
  return faults;
}

function jsonFaults(target: string, { status, headers, body }: Answer): string[] {
  if (!pathOf(target).endsWith('.json') || (status >= 300 && status < 400)) return [];
  const type = String(headers['content-type']);
  if (status === 200 && type.startsWith('text/plain') && /_nl=/.test(target)) return [];
  if (!type.startsWith('application/json')) return [`content type ${type} for JSON`];
  const parsed = /_json_infinity=/.test(target) && status === 200 ? {} : JSON.parse(body);
  if (status === 200) return [];
  const isError =
    parsed.ok === false && parsed.status === status && typeof parsed.error === 'string' && Array.isArray(parsed.errors);
  const named = isError && parsed.errors.length > 0 && parsed.errors.every((e: unknown) => typeof e === 'string' && e);
  return named ? [] : [`not an error body: ${body.slice(0, 200)}`];
}

function redirectFaults(target: string, origin: string, { status, headers }: Answer): string[] {
  const { location } = headers;
  if (location === undefined) return status >= 300 && status < 400 && status !== 304 ? ['a redirect to nowhere'] : [];
  if (/^([/\\]{2}|[^/]*$)/.test(location)) return [`redirect to ${location}`];
  if (new URL(location, origin).origin !== origin) return [`redirect off the site: ${location}`];
  return location === target ? ['a redirect to itself'] : [];
}

/** What is wrong with an answer, whatever was asked: nothing, for a good server. */
export function faultsOf(target: string, origin: string, answer: Answer): string[] {
  const { status, headers, milliseconds } = answer;
  const faults: string[] = [];
  if (status >= 500 || status < 200) faults.push(`status ${status}: ${answer.body.slice(0, 200)}`);
  if (milliseconds > slowest(target)) faults.push(`took ${Math.round(milliseconds)} ms`);
  if (headers['x-content-type-options'] !== 'nosniff') faults.push('may be sniffed');
  if ('x-hostile' in headers || 'set-cookie' in headers) faults.push('a header was injected');
  if (status >= 400 && /max-age=[1-9]/.test(headers['cache-control'] ?? '')) faults.push('an error that may be cached');
  return [
    ...faults,
    ...bodyFaults(target, answer),
    ...jsonFaults(target, answer),
    ...redirectFaults(target, origin, answer),
  ];
}
