import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { startEmbedded } from '../db/embedded.ts';
import { migrate } from '../db/migrate.ts';
import { ensureRoles } from '../db/roles.ts';
import { startExplorer } from './explorer-process.ts';
import { ingest } from './ingest/ingest.ts';
import { showProgress } from './ingest/progress.ts';
import { invent } from './invent/invent.ts';

const ROWS = 1_000_000;

/** Resident memory of a process in MB. */
function memory(pid: number): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) / 1024;
}

/** Fetches to a file; returns the seconds it took and the most memory the server held meanwhile. */
async function fetchTo(url: string, file: string, pid: number): Promise<{ seconds: number; most: number }> {
  let most = memory(pid);
  const watch = setInterval(() => {
    most = Math.max(most, memory(pid));
  }, 100);
  const began = performance.now();
  try {
    const { body } = await fetch(url);
    await pipeline(Readable.fromWeb(body as never), createWriteStream(file));
  } finally {
    clearInterval(watch);
  }
  return { seconds: (performance.now() - began) / 1000, most };
}

/** Every row in every column that both sides hold, as one number whatever the order. */
const digest = (from: string, names: Record<string, string>) => `
  select count(*)::varchar || ' rows, ' || sum(hash(${Object.entries(names)
    .map(([source, type]) => `${source}::${type}`)
    .join(', ')})::hugeint)::varchar as digest from ${from}`;

const PARQUET = {
  '"URL"': 'varchar',
  '"TEXT"': 'varchar',
  '"WIDTH"': 'int',
  '"HEIGHT"': 'int',
  similarity: 'double',
  punsafe: 'float',
  pwatermark: 'float',
  '"AESTHETIC_SCORE"': 'float',
  hash: 'bigint',
};
const CSV = {
  url: 'varchar',
  text: 'varchar',
  width: 'int',
  height: 'int',
  similarity: 'double',
  punsafe: 'float',
  pwatermark: 'float',
  aesthetic: 'float',
  hash: 'bigint',
};

/** A CSV of a million rows: the server's memory while it is sent, and whether it is what DuckDB reads in the source. */
async function main(folder: string): Promise<boolean> {
  const source = process.argv[2] ?? join(folder, 'source');
  if (!process.argv[2]) await invent({ rows: ROWS, out: source, files: 4, seed: 1 }, () => {});
  const database = await startEmbedded(join(folder, 'data'));
  try {
    await migrate(database.url);
    await ensureRoles(database.url);
    const filter = { minAesthetic: null, language: null };
    const fields = { title: 'Invented', invented: true };
    await ingest(
      database.url,
      { paths: [source], name: 'invented', mode: 'new', filter, limit: null, fields },
      showProgress(process.stdout),
    );
    const server = await startExplorer({ DATABASE_URL: database.url });
    const file = join(folder, 'export.csv');
    const { seconds, most } = await fetchTo(`${server.address}/invented/images.csv?_stream=on`, file, server.pid);
    await server.end('SIGTERM');
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    const asked = async (sql: string) => (await duck.runAndReadAll(sql)).getRowObjectsJson()[0]?.digest;
    const got = await asked(digest(`read_csv('${file}', all_varchar = true)`, CSV));
    const wanted = await asked(digest(`'${source}/*.parquet'`, PARQUET));
    console.log(`export: ${got}\nsource: ${wanted}\n${seconds.toFixed(1)} s, server at most ${most.toFixed(0)} MB`);
    return got === wanted && most < 300;
  } finally {
    await database.stop();
  }
}

const folder = mkdtempSync(join(tmpdir(), 'explorer-export-'));
try {
  const passed = await main(folder);
  console.log(passed ? '1 passed, 0 failed' : '0 passed, 1 failed');
  process.exitCode = passed ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
