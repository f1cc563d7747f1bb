import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import { withoutPassword } from '../../db/connection-error.ts';
import { ask } from '../../db/deadline.ts';
import { exportRows } from '../../db/export.ts';
import { migrate } from '../../db/migrate.ts';
import { sql } from '../../db/sql.ts';
import { freshDatabase } from './fresh-database.ts';
import { hasOpenssl, type TlsServer, tlsServer } from './tls-server.ts';

const ROWS = 5000;
const CONNECTIONS = 4;
const TIME = 20_000;

interface Server {
  url: string;
  close(): Promise<void>;
}

async function plain(): Promise<Server> {
  const { url, drop } = await freshDatabase();
  return { url, close: drop };
}

async function encrypted(): Promise<Server> {
  const { url, stop } = await tlsServer();
  return { url, close: stop };
}

let server: Server;
let owner: Sql;
let pool: Sql;

const cut = () => owner`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'harmed'`;
const numbers = sql`select n from generate_series(1, ${ROWS}::int) n`;

/** Takes an export batch by batch, cutting every connection while nobody waits for the next. */
async function exportCut(): Promise<number> {
  let rows = 0;
  const { signal } = new AbortController();
  for await (const batch of exportRows(pool, numbers, { milliseconds: TIME, signal })) {
    if (rows === 0) await cut();
    if (rows === 0) await sleep(200);
    rows += batch.length;
  }
  return rows;
}

/** What a question of five rows is answered while connections break: all of them, or an error. */
async function outcome(first: number): Promise<string> {
  const five = sql`select n from generate_series(${first}::int, ${first + 4}::int) n`;
  try {
    const answer = await ask(pool, five, { milliseconds: TIME });
    return answer.state === 'answered' ? answer.value.map(({ n }) => Number(n) - first).join() : answer.state;
  } catch (error) {
    return (error as { code?: string }).code ? 'lost' : String(error);
  }
}

const WAYS: [string, () => Promise<Server>][] = [['plain', plain]];
if (hasOpenssl) WAYS.push(['through TLS', encrypted]);

describe.each(WAYS)('%s', (_way, open) => {
  beforeAll(async () => {
    server = await open();
    owner = connect(server.url, 1);
    pool = connect(server.url, CONNECTIONS, { application_name: 'harmed' });
  });

  afterAll(async () => {
    await pool?.end({ timeout: 1 });
    await owner?.end();
    await server?.close();
  });

  test('an export whose connection breaks between two batches fails rather than end early', async () => {
    for (let time = 0; time < CONNECTIONS * 2; time++) await expect(exportCut()).rejects.toThrow();
    const { signal } = new AbortController();
    const rows: unknown[] = [];
    for await (const batch of exportRows(pool, numbers, { milliseconds: TIME, signal })) rows.push(...batch);
    expect(rows).toHaveLength(ROWS);
  });

  test('questions on connections that break are answered rightly or refused, and none waits for ever', async () => {
    const outcomes: string[] = [];
    let isOver = false;
    const asker = async (from: number) => {
      for (let i = from; !isOver; i += 5) outcomes.push(await outcome(i));
    };
    const askers = Array.from({ length: 12 }, (_, i) => asker(i * 1_000_000));
    // Not sooner: what postgres.js asks for itself on a new connection nobody can catch.
    for (let time = 0; time < 6; time++) {
      await sleep(450);
      await cut();
    }
    isOver = true;
    await Promise.all(askers);
    expect([...new Set(outcomes)].sort()).toEqual(['0,1,2,3,4', 'lost']);
    const began = performance.now();
    expect(await Promise.all([0, 10, 20, 30, 40, 50].map(outcome))).toEqual(Array(6).fill('0,1,2,3,4'));
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

test('a request that is refused by every connection finds the server when it is back', async () => {
  const nowhere = new URL('postgres://owner@localhost/explorer?host=/nowhere');
  const lost = connect(nowhere.href, 2);
  for (let time = 0; time < 6; time++) await expect(lost`select 1`).rejects.toMatchObject({ code: 'ENOENT' });
  await lost.end();
});

describe.runIf(hasOpenssl)('a server that speaks TLS only', () => {
  let tls: TlsServer;
  beforeAll(async () => {
    tls = await tlsServer();
  });
  afterAll(() => tls?.stop());

  const at = (mode: string) => tls.url.replace('sslmode=require', mode);
  const one = async (url: string) => {
    const asked = connect(url, 1);
    try {
      return await asked`select ssl from pg_stat_ssl where pid = pg_backend_pid()`;
    } finally {
      await asked.end({ timeout: 1 });
    }
  };
  const refusal = (url: string) => migrate(url).then(String, (error: Error) => [error.name, error.message]);

  test('is spoken to through TLS, and found again when it is back', async () => {
    for (const mode of ['sslmode=require', 'sslmode=prefer', `sslmode=verify-ca&sslrootcert=${tls.certificate}`]) {
      expect(await one(at(mode))).toEqual([{ ssl: true }]);
    }
    const lasting = connect(tls.url, 2);
    await lasting`select 1`;
    await tls.restart();
    await lasting`select 1`.catch(() => {});
    expect(await lasting`select 1 as x`).toEqual([{ x: 1 }]);
    await lasting.end({ timeout: 1 });
  });

  test('what cannot be is one sentence without the password', async () => {
    const place = `The database ${withoutPassword(tls.url.replace(/\?.*/, ''))}`;
    const [, unverified] = await refusal(at('sslmode=verify-full'));
    expect(unverified).toContain('cannot be used: its certificate is not accepted: self-signed certificate');
    const [, other] = await refusal(at(`sslmode=verify-full&sslrootcert=${tls.certificate}`));
    expect(other).toContain('cannot be used: its certificate is not accepted: Hostname/IP does not match');
    const [name, none] = await refusal(at('sslmode=disable'));
    expect([name, none]).toEqual([
      'SetupError',
      expect.stringMatching(/cannot be used: pg_hba\.conf .* no encryption\.$/),
    ]);
    expect(`${unverified}${other}${none}`.startsWith(place)).toBe(true);
    expect(`${unverified}${other}${none}`).not.toContain('for-a-test');
    expect(await refusal(at('sslmode=perhaps'))).toEqual(['SetupError', expect.stringContaining('sslmode is perhaps')]);
  });
});
