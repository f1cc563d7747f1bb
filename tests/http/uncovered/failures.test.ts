import { beforeEach, expect, test, vi } from 'vitest';
import { type Exchange, withExchange } from '../../../app/_http/exchange.ts';
import { type Failure, failureOf } from '../../../app/_http/failure.ts';

beforeEach(() => void report.mockReset());

const report = vi.fn();

/** The failure that an error is to whoever asked for `url`. */
function failing(error: unknown, url = '/'): Failure {
  const { signal } = new AbortController();
  const request: Exchange = {
    id: 'x',
    nonce: '',
    url,
    method: 'GET',
    headers: {},
    signal,
    responseHeaders: {},
    report,
  };
  return withExchange(request, () => failureOf(error));
}

test.each([
  ['53000', 'insufficient resources'],
  ['53100', 'no room on the disk'],
  ['53200', 'no memory'],
  ['53300', 'no connection'],
  ['53400', 'a limit of the configuration'],
])('a server that has too little of something is an outage: %s, %s', async (code) => {
  const error = Object.assign(new Error('x'), { code, severity: 'ERROR' });
  expect(failing(error, '/golden/images.json')).toMatchObject({
    status: 503,
    errors: [expect.stringContaining('try again')],
  });
});

test('a visitor’s own statement that wants too much memory is the visitor’s', () => {
  const error = Object.assign(new Error('out of memory'), { code: '53200', severity: 'ERROR' });
  expect(failing(error, '/golden/images.json?_where=1')).toMatchObject({ status: 400 });
});

test('an outage is told from a failure of our own and from a pattern that is too long', () => {
  const thrown = (fields: object) => Object.assign(new Error('x'), fields);
  expect(failing(thrown({ code: 'ENOENT', syscall: 'connect' })).status).toBe(503);
  expect(failing(thrown({ code: 'ECONNREFUSED' })).status).toBe(503);
  expect(failing(thrown({ code: '2201B' }))).toMatchObject({
    status: 400,
    errors: [expect.stringContaining('glob')],
  });
  expect(failing(thrown({ code: 'ENOENT', syscall: 'open' })).status).toBe(500);
  expect(failing(undefined).status).toBe(500);
  expect(report).toHaveBeenCalledTimes(2);
});
