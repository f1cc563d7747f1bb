import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { compareAnswer, type Recorded } from '../../scripts/conformance/compare.ts';
import { GOLDEN_FOLDER } from './server.ts';

const recorded: Recorded[] = readFileSync(join(GOLDEN_FOLDER, 'golden.ndjson'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));

describe('the recorded answers', () => {
  test.each(recorded.map((each) => [each.method, each.path, each] as const))(
    '%s %s',
    async (method, path, expected) => {
      const origin = inject('origin');
      const response = await fetch(origin + path, { method, redirect: 'manual' });
      const answered = { status: response.status, headers: response.headers, body: await response.text() };
      expect(compareAnswer(expected, answered, origin)).toEqual([]);
    },
  );
});

test('a comparison notices what differs', () => {
  const answer = (body: string, status = 200) => ({
    status,
    headers: new Headers({ 'content-type': 'application/json' }),
    body,
  });
  const expected: Recorded = {
    method: 'GET',
    path: '/x.json',
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: { rows: [{ id: 1, next_url: 'http://localhost/x.json?a=1&b=2' }] },
  };
  const same = '{"rows": [{"id": 1, "more": true, "next_url": "http://here/x.json?b=2&a=1"}]}';
  expect(compareAnswer(expected, answer(same), 'http://here')).toEqual([]);
  expect(compareAnswer(expected, answer(same.replace('"id": 1', '"id": 2')), 'http://here')).toHaveLength(1);
  expect(compareAnswer(expected, answer(same.replace('a=1', 'a=2')), 'http://here')).toHaveLength(1);
  expect(compareAnswer(expected, answer(same, 500), 'http://here')).toHaveLength(1);
});
