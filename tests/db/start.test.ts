import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { afterEach, expect, inject, test } from 'vitest';
import { connect } from '../../db/client.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

let database: FreshDatabase | null = null;

afterEach(async () => {
  await database?.drop();
  database = null;
});

/** Runs `npm start` with settings that must end it, and returns its status and what it printed. */
async function start(env: Record<string, string>, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts', ...args], {
    env: { ...process.env, PORT: '0', NEXT_DIST_DIR: 'tests/.output/never-built', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: Buffer[] = [];
  child.stdout.on('data', (chunk) => printed.push(chunk));
  child.stderr.on('data', (chunk) => printed.push(chunk));
  const status = await new Promise((resolve) => child.on('close', resolve));
  return { status, printed: Buffer.concat(printed).toString().trim() };
}

/** The address of a socket that nobody listens on. */
const NOWHERE = 'postgres://owner:very-secret@127.0.0.1:1/explorer';

test.concurrent.each([
  [{ PORT: 'abc' }, 'PORT is "abc": give a number from 0 to 65535.'],
  [{ PORT: '65536' }, 'PORT is "65536": give a number from 0 to 65535.'],
  [
    { DATABASE_URL: 'localhost:5432' },
    'DATABASE_URL is not an address such as postgres://user:password@host:5432/database.',
  ],
  [
    { DATABASE_URL: NOWHERE },
    'The database postgres://owner@127.0.0.1:1/explorer cannot be used: no server answers there.',
  ],
  [
    { DATABASE_URL: NOWHERE, HOST: '203.0.113.7', PORT: '3999' },
    'HOST is 203.0.113.7, which is no address of this machine.',
  ],
])('%j ends the start with one sentence', async (env, sentence) => {
  expect(await start(env)).toEqual({ status: 1, printed: sentence });
});

test('an argument that is not known ends the start with one sentence', async () => {
  expect(await start({ DATABASE_URL: NOWHERE }, '--port')).toEqual({
    status: 1,
    printed: '--port is not known here: the only argument is --dev.',
  });
});

test('a port that is taken is said before anything else is done', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  const result = await start({ DATABASE_URL: NOWHERE, PORT: String(port) });
  other.close();
  expect(result).toEqual({
    status: 1,
    printed: `Port ${port} is taken: set PORT to another one, or to 0 for any that is free.`,
  });
});

test('a database that does not exist is named', async () => {
  const url = new URL(inject('serverUrl'));
  url.pathname = 'nothing_here';
  const { status, printed } = await start({ DATABASE_URL: url.href });
  expect(status).toBe(1);
  expect(printed).toMatch(/^The database postgres:.* cannot be used: database "nothing_here" does not exist\.$/);
});

test('a user without the right to create schemas is told which right that is', async () => {
  database = await freshDatabase({ migrated: false });
  const name = new URL(database.url).pathname.slice(1);
  const owner = connect(database.url, 1);
  await owner.unsafe(`create role ${name}_reader login`);
  await owner.end();
  const url = new URL(database.url);
  url.username = `${name}_reader`;
  const { status, printed } = await start({ DATABASE_URL: url.href });
  expect(status).toBe(1);
  expect(printed).toBe(
    `The user ${name}_reader may not create schemas: GRANT CREATE ON DATABASE ${name} TO ${name}_reader.`,
  );
});
