import { expect, test } from 'vitest';
import { sqlOff } from '../../app/_answer/sql-question.ts';
import { settings } from '../../app/settings.ts';

const reason = (env: Record<string, string>) => sqlOff(settings({ NODE_ENV: 'test', ...env }));

test('SQL is open where there is a role for it', () => {
  expect(reason({ SQL_DATABASE_URL: 'postgres://x@y/z' })).toBeNull();
});

test('where it is off, it says why', () => {
  expect(reason({ SQL_DATABASE_URL: 'postgres://x@y/z', ALLOW_SQL: 'off' })).toBe(
    'Questions in SQL are switched off here.',
  );
  expect(reason({ SQL_OFF_REASON: 'The database user u may not create the role r.' })).toBe(
    'Questions in SQL are off: The database user u may not create the role r.',
  );
  expect(reason({})).toBe('Questions in SQL are off: no database user is set for them.');
});
