import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Server } from '../../db/catalog.ts';
import { connect, type Sql } from '../../db/client.ts';
import { addRules, removeRules } from '../../db/exclusions/exclusions.ts';
import { ruleOf } from '../../db/exclusions/rules.ts';
import { type ExplorerProcess, startExplorer } from '../../scripts/explorer-process.ts';
import { DATASET } from '../../scripts/faults/answers.ts';
import { ingest } from '../../scripts/ingest/ingest.ts';
import { silentProgress } from '../../scripts/ingest/progress.ts';
import { invent } from '../../scripts/invent/invent.ts';
import { type Expected, Judge } from '../../scripts/load/judge.ts';
import { type Found, Oracle } from '../../scripts/load/oracle.ts';
import { mixedQuestions, type Question } from '../../scripts/load/questions.ts';
import { DIST_DIR } from '../http/server.ts';
import { Pair } from './standby.ts';

const ROWS = { a: 1500, b: 1200 };
const READERS = 2;

// Half a minute each, where the machine is not busy.
vi.setConfig({ testTimeout: 300_000 });

let pair: Pair;
let owner: Sql;
let servers: ExplorerProcess[] = [];
let expected: Map<Question, Expected>;
let oracles: Record<'a' | 'b', Oracle>;

const fill = (url: string, folder: string) =>
  ingest(
    url,
    {
      paths: [folder],
      name: DATASET,
      mode: 'replace',
      filter: { minAesthetic: null, language: null },
      limit: null,
      fields: { invented: true },
    },
    silentProgress(),
  );

const folderOf = (name: 'a' | 'b') => join(pair.folder, name);

beforeAll(async () => {
  pair = await Pair.start(async (url, folder) => {
    await invent({ rows: ROWS.a, out: join(folder, 'a'), files: 1, seed: 1 });
    await invent({ rows: ROWS.b, out: join(folder, 'b'), files: 1, seed: 2 });
    await fill(url, join(folder, 'a'));
  });
  owner = connect(pair.url, 2);
  const env = {
    DATABASE_URL: pair.url,
    DATABASE_REPLICA_URL: pair.standbyUrl,
    NEXT_DIST_DIR: DIST_DIR,
    METRICS: 'on',
    // Room for a busy machine: what is asserted here is what is answered, not how soon.
    TIME_LIMIT_MS: '20000',
  };
  servers = await Promise.all([startExplorer(env), startExplorer(env)]);
  oracles = { a: await Oracle.open(folderOf('a'), 1), b: await Oracle.open(folderOf('b'), ROWS.a + 1) };
  const words = (await oracles.a.words(3)).slice(0, 8);
  expected = new Map();
  for (const question of mixedQuestions(words))
    expected.set(question, { a: await question.expected(oracles.a), b: await question.expected(oracles.b) });
  // It may have to build the pages.
}, 600_000);

afterAll(async () => {
  await Promise.all(servers.map((server) => server.end('SIGTERM')));
  await owner?.end();
  await pair?.stop();
});

/** What came of readers who ask both servers without a pause. */
interface Reading {
  answers: number;
  wrong: string[];
  stop(): Promise<void>;
}

/**
 * Asks both servers until it is stopped. Each answer must be that of one version as the oracle has it, rows, counts and
 * facets; an answer begun when `required` was set must be of that version.
 */
function read(judge: Judge, required: () => 'a' | 'b' | null): Reading {
  const reading: Reading = { answers: 0, wrong: [], stop: async () => {} };
  let isOver = false;
  const questions = [...expected.keys()];
  const ask = async (server: ExplorerProcess, from: number) => {
    for (let i = from; !isOver; i++) {
      const question = questions[i % questions.length] as Question;
      const wanted = required();
      // Every other question forbids what was kept, so that the servers of Postgres are asked.
      const headers: Record<string, string> = i % 2 ? { 'cache-control': 'no-cache' } : {};
      const response = await fetch(server.address + question.path, { headers });
      const body = await response.text();
      reading.answers++;
      const { version, wrong } = judge.judge(question, body, response.headers.get('etag') ?? undefined);
      if (response.status !== 200) reading.wrong.push(`${response.status} ${question.path} ${body.slice(0, 200)}`);
      else if (wrong) reading.wrong.push(wrong);
      else if (version && wanted && version !== wanted) reading.wrong.push(`${question.path} is of ${version}`);
    }
  };
  const readers = servers.flatMap((server, s) =>
    Array.from({ length: READERS }, (_, i) => ask(server, s * 17 + i * 31)),
  );
  reading.stop = async () => {
    isOver = true;
    await Promise.all(readers);
  };
  return reading;
}

const everywhere = (path: string) =>
  Promise.all(
    servers.map(async ({ address }) => {
      const response = await fetch(address + path);
      return { status: response.status, body: await response.text() };
    }),
  );

/** Datasets that were read so far, by server, as both say it in their metrics. */
async function placements(): Promise<Record<Server, number>> {
  const sum = { primary: 0, replica: 0 };
  for (const { body } of await everywhere('/-/metrics')) {
    for (const [, server, count] of body.matchAll(/^explorer_datasets_read_total\{server="(\w+)"\} (\d+)$/gm))
      sum[server as Server] += Number(count);
  }
  return sum;
}

/** Transactions on the standby while both servers are asked something that nobody kept. */
async function readOnStandby(): Promise<number> {
  const before = await pair.standbyTransactions();
  await everywhere(`/${DATASET}/images.json?url__contains=${Math.random()}&_size=1`);
  // Sessions tell of their transactions once a second.
  await sleep(1200);
  return (await pair.standbyTransactions()) - before;
}

test('two servers, a replica that falls behind and catches up: no answer mixes versions', async () => {
  let wanted: 'a' | 'b' | null = 'a';
  const judge = new Judge(expected);
  const reading = read(judge, () => wanted);
  await sleep(1500);
  expect(await readOnStandby()).toBeGreaterThan(5);
  const before = await placements();
  expect(before.replica).toBeGreaterThan(0);
  await pair.pause();
  wanted = null;
  await fill(pair.url, folderOf('b'));
  wanted = 'b';
  await sleep(2000);
  expect((await placements()).primary).toBeGreaterThan(before.primary);
  await pair.resume();
  await pair.caughtUp();
  const behind = await placements();
  await sleep(1500);
  expect((await placements()).replica).toBeGreaterThan(behind.replica);
  wanted = null;
  // A replica that stumbles along: paused and let go all the while.
  const stumbling = stumble();
  await fill(pair.url, folderOf('a'));
  wanted = 'a';
  await sleep(1500);
  await stumbling.stop();
  await reading.stop();
  expect(reading.wrong.slice(0, 5)).toEqual([]);
  expect(reading.answers).toBeGreaterThan(60);
  expect(Math.min(judge.counts.a, judge.counts.b)).toBeGreaterThan(10);
});

/** Pauses the standby and lets it go, again and again. */
function stumble(): { stop(): Promise<void> } {
  let isOver = false;
  const going = (async () => {
    while (!isOver) {
      await pair.pause();
      await sleep(150);
      await pair.resume();
      await sleep(30);
    }
  })();
  return {
    stop: async () => {
      isOver = true;
      await going;
      await pair.caughtUp();
    },
  };
}

/** Every way to the rows of a host; each shows it as long as it is there. */
const waysTo = (host: string, id: number) => [
  `/${DATASET}/images.json?url__contains=${host}&_extra=count`,
  `/${DATASET}/images/${id}.json`,
  `/${DATASET}/images.csv?_stream=on`,
  `/${DATASET}/images.ndjson?id=${id}`,
  `/${DATASET}/images.json?_where=id%3D${id}`,
  `/${DATASET}/domain.json?domain=${host}&_col=domain&_shape=array`,
  `/${DATASET}/domain/${host}.json`,
  `/${DATASET}/-/query.json?sql=select+url+from+images+where+id%3D${id}`,
  `/${DATASET}/images?id=${id}`,
];

/** The ways on which a server shows an address of the host. */
async function showing(host: string, id: number): Promise<string[]> {
  const shown = await Promise.all(
    waysTo(host, id).map(async (path) => {
      const answers = await everywhere(path);
      // What was asked for is said again: a row shows the host as a part of an address.
      return answers.some(({ status, body }) => status === 200 && body.includes(`https://${host}/`)) ? path : null;
    }),
  );
  return shown.filter((path) => path !== null);
}

async function someHost(): Promise<{ host: string; id: number; images: number }> {
  const [row] = (await oracles.a.ask(
    'select host, min(id) as id, count(*) as images from images group by host order by images desc, host limit 1 offset 5',
  )) as Found;
  return { host: String(row?.host), id: Number(row?.id), images: Number(row?.images) };
}

test('what was taken out is shown by no server again, however far behind the replica is', async () => {
  const { host, id } = await someHost();
  const rules = [ruleOf('domain', host)];
  await pair.caughtUp();
  expect((await showing(host, id)).length).toBeGreaterThan(5);
  await pair.pause();
  await addRules(owner, rules, null);
  // The replica still has the rows.
  const standby = connect(pair.standbyUrl, 1);
  const [current] = await standby<{ schema: string }[]>`
    select schema_name as schema from catalog.version where state = 'published'`;
  const [row] = await standby`select id from ${standby(current?.schema ?? '')}.images where id = ${id}`;
  await standby.end();
  expect(row?.id).toBe(BigInt(id));
  expect(await showing(host, id)).toEqual([]);
  expect((await everywhere(`/${DATASET}/images/${id}`)).map(({ status }) => status)).toEqual([410, 410]);
  await pair.resume();
  for (let i = 0; i < 3; i++) expect(await showing(host, id)).toEqual([]);
  await pair.caughtUp();
  expect(await readOnStandby()).toBeGreaterThan(5);
  expect(await showing(host, id)).toEqual([]);
  const stumbling = stumble();
  await removeRules(owner, rules);
  expect((await showing(host, id)).length).toBeGreaterThan(5);
  await addRules(owner, rules, null);
  expect(await showing(host, id)).toEqual([]);
  await stumbling.stop();
  await removeRules(owner, rules);
});

test('without its replica a server goes on with the primary', async () => {
  await pair.loseStandby();
  await sleep(2500);
  const question = [...expected.keys()][0] as Question;
  for (const { body, status } of await everywhere(question.path)) {
    expect(status).toBe(200);
    expect(question.read(body)).toBe(expected.get(question)?.a);
  }
});
