import { afterEach, expect, test } from 'vitest';
import { failureText, openLog, type RequestLine } from '../../../scripts/server/log.ts';

const { log, info, warn, error } = console;
afterEach(() => void Object.assign(console, { log, info, warn, error }));

/** A JSON log and the lines written to it. */
function opened() {
  const lines: Record<string, unknown>[] = [];
  const destination = { write: (line: string) => void lines.push(JSON.parse(line)) };
  return { log: openLog('json', destination), lines };
}

const LINE: RequestLine = {
  id: 'x',
  method: 'GET',
  kind: 'table',
  format: 'json',
  dataset: 'set',
  table: 'images',
  status: 200,
  complete: true,
  rows: 100,
  ms: 12.3,
  bytes: 4567,
  client: '203.0.113.0',
};

test('a line a request', () => {
  const { log, lines } = opened();
  log.request(LINE);
  expect(lines).toEqual([{ level: 30, time: expect.stringMatching(/^\d{4}-.*Z$/), ...LINE, msg: 'request' }]);
});

test('what is printed elsewhere becomes such lines', () => {
  const { lines } = opened();
  console.log('Aesthetic Explorer is at %s', 'http://x/');
  console.error(new Error('made by a test'));
  expect(lines.map(({ level }) => level)).toEqual([30, 50]);
  expect(lines[0]?.msg).toBe('Aesthetic Explorer is at http://x/');
  expect(lines[1]?.msg).toMatch(/^Error: made by a test\n {4}at /);
});

test('a failure names its request, and never what Postgres quotes of it', () => {
  const { log, lines } = opened();
  const failure = Object.assign(new Error('invalid input syntax for type integer: "ada byron"'), {
    name: 'PostgresError',
    severity: 'ERROR',
    code: '22P02',
    detail: 'ada byron',
    query: "select 'ada byron'",
  });
  log.failure('request-id', failure);
  expect(lines[0]).toMatchObject({ level: 50, id: 'request-id', msg: 'failure' });
  expect(lines[0]?.error).toMatch(/^PostgresError 22P02: invalid input syntax for type integer: "…"\n {4}at /);
  expect(JSON.stringify(lines)).not.toContain('ada byron');
});

test.each([[undefined], [null], ['text'], [{ a: 1 }]])('%j is told as it is', (thrown) => {
  expect(failureText(thrown)).not.toBe('');
});
