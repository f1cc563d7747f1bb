/** A recorded request and its answer. */
export interface Recorded {
  method: string;
  path: string;
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

export interface Answered {
  status: number;
  headers: Headers;
  body: string;
}

const RECORDED_ORIGIN = 'http://localhost';
const REDIRECTS = [301, 302, 307, 308];

/** Integers beyond 2^53 compare digit by digit. */
function parseJson(text: string): unknown {
  return JSON.parse(text.replace(/([[:,]\s*)(-?\d{16,})(?=\s*[,\]}])/g, '$1"int:$2"'));
}

/** A URL as its path and its set of pairs, whatever its origin. */
function comparableUrl(url: string, origin: string): string {
  const local = url.startsWith(RECORDED_ORIGIN)
    ? url.slice(RECORDED_ORIGIN.length)
    : url.startsWith(origin)
      ? url.slice(origin.length)
      : url;
  const [path = '', query = ''] = local.split('?', 2);
  const pairs = [...new URLSearchParams(query)].filter(([key, value]) => key !== '_next' || value !== '');
  return `${path}?${pairs
    .map((pair) => JSON.stringify(pair))
    .sort()
    .join('&')}`;
}

const isUrl = (key: string, value: string) => /^(https?:\/\/|\/)/.test(value) && /url|link/.test(key) && key !== 'url';

/** Paths of `expected` that `actual` does not hold alike; keys the expectation lacks are free. */
function differences(expected: unknown, actual: unknown, origin: string, path = '', key = ''): string[] {
  const told = () => [`${path || 'body'}: expected ${JSON.stringify(expected)}, got ${JSON.stringify(actual)}`];
  if (key === 'query_ms') return [];
  if (key === 'tags' && typeof expected !== typeof actual) {
    const [text, items] = typeof expected === 'string' ? [expected, actual] : [actual, expected];
    return JSON.stringify(JSON.parse(String(text))) === JSON.stringify(items) ? [] : told();
  }
  if (typeof expected === 'string' && typeof actual === 'string' && isUrl(key, expected)) {
    return comparableUrl(expected, origin) === comparableUrl(actual, origin) ? [] : told();
  }
  if (Array.isArray(expected)) {
    if (!Array.isArray(actual) || actual.length !== expected.length) return told();
    return expected.flatMap((item, i) => differences(item, actual[i], origin, `${path}[${i}]`, key));
  }
  if (expected !== null && typeof expected === 'object') {
    if (actual === null || typeof actual !== 'object') return told();
    return Object.entries(expected).flatMap(([name, item]) =>
      differences(item, (actual as Record<string, unknown>)[name], origin, `${path}.${name}`, name),
    );
  }
  return Object.is(expected, actual) || expected === actual ? [] : told();
}

function linkDifferences(expected: string | undefined, actual: string | null, origin: string): string[] {
  const next = (header: string | null | undefined) => /<([^>]*)>;\s*rel="next"/.exec(header ?? '')?.[1];
  const [wanted, got] = [next(expected), next(actual)];
  if (wanted === undefined || got === undefined) {
    return wanted === got ? [] : [`link: expected ${expected}, got ${actual}`];
  }
  return comparableUrl(wanted, origin) === comparableUrl(got, origin) ? [] : [`link: expected ${wanted}, got ${got}`];
}

function headerDifferences(recorded: Recorded, { headers }: Answered, origin: string): string[] {
  const told: string[] = [];
  const compare = (name: string) => {
    const [wanted, got] = [recorded.headers[name], headers.get(name)];
    if (wanted !== undefined && wanted !== got) told.push(`${name}: expected ${wanted}, got ${got}`);
  };
  if (recorded.status === 200) {
    const media = (type: string | null | undefined) => type?.split(';')[0]?.trim();
    const [wanted, got] = [media(recorded.headers['content-type']), media(headers.get('content-type'))];
    if (wanted !== got) told.push(`content-type: expected ${wanted}, got ${got}`);
    told.push(...linkDifferences(recorded.headers.link, headers.get('link'), origin));
    compare('content-disposition');
  }
  if (/[?&]_ttl=/.test(recorded.path)) compare('cache-control');
  for (const name of ['access-control-allow-origin', 'access-control-expose-headers']) {
    if (recorded.headers[name] !== undefined && !headers.has(name)) told.push(`${name} is missing`);
  }
  return told;
}

function bodyDifferences(recorded: Recorded, { body }: Answered, origin: string): string[] {
  const type = recorded.headers['content-type'] ?? '';
  if (recorded.body === null || recorded.body === undefined || type.startsWith('text/html')) return [];
  if (recorded.status >= 400) {
    if (!type.startsWith('application/json')) return [];
    const error = parseJson(body) as { ok?: unknown; errors?: unknown };
    return error.ok === false && Array.isArray(error.errors) ? [] : [`error body: got ${body.slice(0, 200)}`];
  }
  if (type.startsWith('application/json')) {
    const expected = parseJson(JSON.stringify(recorded.body));
    return differences(expected, parseJson(body), origin);
  }
  const isLines = /[?&]_nl=/.test(recorded.path);
  const lines = (text: string): unknown => (isLines ? text.split('\n').map(parseJson) : text);
  return differences(lines(String(recorded.body)), lines(body), origin);
}

/** Where an answer differs from the recorded one; empty when it is alike (the rules: the README beside the recordings). */
export function compareAnswer(recorded: Recorded, answered: Answered, origin: string): string[] {
  const bothRedirect = REDIRECTS.includes(recorded.status) && REDIRECTS.includes(answered.status);
  if (recorded.status !== answered.status && !bothRedirect)
    return [`status: expected ${recorded.status}, got ${answered.status}: ${answered.body.slice(0, 200)}`];
  const told = headerDifferences(recorded, answered, origin);
  if (bothRedirect) {
    const [wanted, got] = [recorded.headers.location ?? '', answered.headers.get('location') ?? ''];
    if (comparableUrl(wanted, origin) !== comparableUrl(got, origin))
      told.push(`location: expected ${wanted}, got ${got}`);
    return told;
  }
  return [...told, ...bodyDifferences(recorded, answered, origin)];
}
