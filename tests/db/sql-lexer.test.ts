import fc from 'fast-check';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { BadRequest } from '../../db/query.ts';
import { checkStatement } from '../../db/sql-page/statement.ts';

let owner: Sql;

beforeAll(() => {
  owner = connect(inject('serverUrl'), 1);
});

afterAll(() => owner.end());

/** Fails with words of its own if Postgres takes it for more than text. */
const CANARY = "current_setting('no.canary')";
const SONG = 'unrecognized configuration parameter "no.canary"';

const tricky = fc.constantFrom(
  ...["'", "''", '"', '\\', '$', '$$', '$a$', '--', '/*', '*/', '\n', '\r', ' ', 'a', 'E', '||', ':a', CANARY],
);
const text = fc.array(tricky, { maxLength: 8 }).map((parts) => parts.join(''));

/** A constant, a name or a comment around text that tries to break out of it. */
const piece = fc.oneof(
  text.map((t) => `'${t.replaceAll("'", "''")}'`),
  text.map((t) => `'${t}'`),
  text.map((t) => `E'${t.replaceAll("'", "\\'")}'`),
  text.map((t) => `E'${t}'`),
  text.map((t) => `'a'\n'${t}'`),
  text.map((t) => `E'a' -- ${t.replace(/[\n\r]/g, '')}\n'${t}'`),
  text.map((t) => `U&'${t.replaceAll("'", "''").replaceAll('\\', '')}'`),
  text.map((t) => `$b$${t}$b$`),
  text.map((t) => `$$${t}$$`),
  text.map((t) => `1 as "${t.replaceAll('"', '""')}"`),
  text.map((t) => `1 as x$b$ /* ${t} */`),
  text.map((t) => `1 -- ${t}`),
  text.map((t) => `1 /* ${t} */`),
  text.map((t) => `1 /* /* ${t} */ */`),
  text,
);

/** Runs a statement as one who may do everything; the words of its error, or null. */
async function complaint(sql: string): Promise<string | null> {
  try {
    await owner.unsafe(sql, [], { simple: false } as never);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

test('what is passed as text, Postgres takes for text too', async () => {
  let passed = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 4 }), async (pieces) => {
      const sql = `select ${pieces.join('\n, ')}`;
      try {
        checkStatement(sql, 'x');
      } catch (error) {
        if (error instanceof BadRequest) return;
        throw error;
      }
      const words = await complaint(sql);
      if (words === null && sql.includes(CANARY)) passed++;
      expect(words).not.toBe(SONG);
    }),
    { numRuns: 3000 },
  );
  expect(passed).toBeGreaterThan(50);
});

test('the canary sings where it is run', async () => {
  expect(await complaint(`select ${CANARY}`)).toBe(SONG);
});
