import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Sql } from '../../db/client.ts';
import { addRules, removeRules } from '../../db/exclusions/exclusions.ts';
import { type Kind, ruleOf } from '../../db/exclusions/rules.ts';
import { currentVersion } from '../../db/versions/current.ts';
import { dropRetired } from '../../db/versions/drop.ts';
import { backup } from '../backup/backup.ts';
import { restore } from '../backup/restore.ts';
import { startExplorer } from '../explorer-process.ts';
import { ingest } from '../ingest/ingest.ts';
import { silentProgress } from '../ingest/progress.ts';
import { invent } from '../invent/invent.ts';
import { type BrokenRule, checkDefinitions } from './definitions.ts';
import type { Logged } from './log.ts';
import { Observed } from './observed.ts';
import { QUESTIONS } from './questions.ts';
import { typesOf } from './types.ts';

/** Which Postgres answers alone, because it holds nothing for the engine. */
const WITHOUT_ENGINE = 'plain';
const WITH_ENGINE = 'engine';
const ROWS = 600;
const AT_ONCE = 4;

export interface Collected {
  logged: Logged[];
  /** Columns of the tables that a version has, by name. */
  columns: Map<string, string[]>;
  /** What is wrong with the tables themselves. */
  broken: BrokenRule[];
  /** Types of a statement's parameters, by its text; missing: not known. */
  types: Map<string, string[]>;
}

/**
 * Lets the program do everything it does, on a throw-away Postgres of its own, and returns every statement that reached
 * that, from whatever process. Takes half a minute; `distDir` is the folder of the pages' build.
 */
export async function collect(distDir: string): Promise<Collected> {
  const observed = await Observed.start();
  try {
    await fill(observed);
    await askPages(observed, distDir);
    await exclude(observed);
    await saveAndRestore(observed);
    const schema = (await currentVersion(observed.owner, WITHOUT_ENGINE))?.schemaName ?? '';
    const [columns, broken] = [await columnsOf(observed.owner), await checkDefinitions(observed.owner, schema)];
    const types = await typesOf(observed.owner, schema, observed.log);
    await observed.step('old versions', async () => {
      await observed.owner`update catalog.version set retired_at = now() - interval '1 hour' where state = 'retired'`;
      const owner = connect(observed.url, 1);
      await dropRetired(owner);
      await owner.end();
    });
    return { logged: observed.log, columns, broken, types };
  } finally {
    await observed.stop();
  }
}

async function fill(observed: Observed): Promise<void> {
  const { url, folder, owner } = observed;
  const read = (name: string, mode: 'new' | 'replace' | 'append', ...folders: string[]) =>
    ingest(
      url,
      {
        paths: folders.map((each) => join(folder, each)),
        name,
        mode,
        filter: { minAesthetic: null, language: null },
        limit: null,
        fields: { invented: true, aliases: [`${name}-also`] },
      },
      silentProgress(),
    );
  for (const [i, out] of ['first', 'second'].entries())
    await invent({ rows: ROWS, out: join(folder, out), files: 1, seed: i + 1 });
  await observed.step('ingest', () => read(WITH_ENGINE, 'new', 'first'));
  await observed.step('ingest --append', () => read(WITH_ENGINE, 'append', 'second'));
  await observed.step('ingest', () => read(WITHOUT_ENGINE, 'new', 'first'));
  await observed.step('ingest --replace', () => read(WITHOUT_ENGINE, 'replace', 'second'));
  const schema = (await currentVersion(owner, WITHOUT_ENGINE))?.schemaName ?? '';
  await owner`delete from ${owner(schema)}._segment`;
}

async function askPages(observed: Observed, distDir: string): Promise<void> {
  const server = await observed.step('web server', () =>
    startExplorer({ DATABASE_URL: observed.url, NEXT_DIST_DIR: distDir, METRICS: 'on', TIME_LIMIT_MS: '8000' }),
  );
  try {
    await observed.logVisitors();
    for (const [kind, paths] of Object.entries(QUESTIONS)) {
      const datasets = kind.startsWith('filters') ? [WITHOUT_ENGINE] : [WITH_ENGINE, WITHOUT_ENGINE];
      const targets = datasets.flatMap((name) => paths.map((path) => `/${name}/${path}`.replace(/\/$/, '')));
      await observed.step(kind, () => askAll(server.address, targets));
    }
    await observed.step('web server', () => askAll(server.address, ['/', '/-/about', '/-/metrics']));
    await observed.step('web server', () => ready(server.address));
  } finally {
    await server.end('SIGTERM');
  }
}

/** Asks until it is told that questions can be answered: on a busy machine that may not be said in time. */
async function ready(address: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    const { status } = await fetch(`${address}/-/readyz`);
    if (status === 200) return;
    if (tries === 10) throw new Error(`/-/readyz was answered with ${status}, ten times`);
    await sleep(500);
  }
}

/** Asks each path, some at once, and the page after it. Throws for what the server could not answer. */
async function askAll(address: string, paths: string[]): Promise<void> {
  const waiting = [...paths];
  const askOn = async () => {
    for (let path = waiting.pop(); path; path = waiting.pop()) {
      const next = await askOne(address + path);
      if (next) await askOne(next);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, askOn));
}

/** Returns the address of the next page, if there is one. */
async function askOne(target: string): Promise<string | null> {
  const response = await fetch(target, { headers: { 'cache-control': 'no-cache' } });
  const body = await response.text();
  if (response.status >= 500) throw new Error(`${target} was answered with ${response.status}: ${body.slice(0, 300)}`);
  if (!/^application\/json\b/.test(response.headers.get('content-type') ?? '')) return null;
  return (JSON.parse(body) as { next_url?: string | null }).next_url ?? null;
}

async function exclude(observed: Observed): Promise<void> {
  const { url, owner } = observed;
  const pool = connect(url, 1);
  const schema = (await currentVersion(owner, WITH_ENGINE))?.schemaName ?? '';
  const [row] = await owner<Record<string, string>[]>`
    select i.url, md5(i.url) as md5, encode(sha256(convert_to(i.url, 'UTF8')), 'hex') as sha256, d.domain, s.site
    from ${owner(schema)}.images i join ${owner(schema)}.domain d on d.id = i.domain_id
      join ${owner(schema)}.site s on s.id = i.site_id order by i.id limit 1`;
  const values: Record<Kind, string> = { ...(row as Record<Kind, string>), phrase: 'light' };
  for (const [kind, value] of Object.entries(values)) {
    const rules = [ruleOf(kind, value)];
    await observed.step('exclude add', () => addRules(pool, rules, 'asked for'));
    await observed.step('exclude remove', () => removeRules(pool, rules));
  }
  // What is taken out stays out of the next version, and is in the backup.
  await observed.step('exclude add', () => addRules(pool, [ruleOf('phrase', 'light')], null));
  await pool.end();
}

async function saveAndRestore(observed: Observed): Promise<void> {
  const { url, folder } = observed;
  const out = join(folder, 'backup');
  const { signal } = new AbortController();
  const say = () => {};
  await observed.step('backup', () => backup(url, { out, dataset: WITH_ENGINE }, say, signal));
  const options = { folder: out, dataset: null, name: 'restored', replace: false };
  await observed.step('restore', () => restore(url, options, say, signal));
}

async function columnsOf(owner: Sql): Promise<Map<string, string[]>> {
  const rows = await owner<{ name: string; columns: string[] }[]>`
    select relname as name, array_agg(attname::text order by attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and attnum > 0 and not attisdropped
    where relnamespace = 'template'::regnamespace and relkind = 'r' group by 1`;
  return new Map(rows.map(({ name, columns }) => [name, columns]));
}
