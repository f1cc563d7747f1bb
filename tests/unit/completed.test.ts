import { expect, test } from 'vitest';
import { completed } from '../../db/client.ts';

test('no rows of a statement that ended are an answer, of one that did not an outage', () => {
  const none = Object.assign([], { command: 'SELECT' });
  expect(completed(none)).toBe(none);
  for (const command of [undefined, 'ROLLBACK'])
    expect(() => completed(Object.assign([], { command }))).toThrow(
      expect.objectContaining({ code: 'CONNECTION_BROKEN' }),
    );
});
