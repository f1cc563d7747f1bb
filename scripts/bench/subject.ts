import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '../../db/client.ts';
import { type Embedded, startEmbedded } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { ensureRoles } from '../../db/roles.ts';
import { type ExplorerProcess, engineLoaded, ROOT, startExplorer } from '../explorer-process.ts';
import { invent } from '../invent/invent.ts';
import type { BenchOptions } from './options.ts';

const SAMPLE_MS = 500;
const MEGABYTE = 2 ** 20;

/** A number of /proc/PID/status; 0 where there is none. */
function statusOf(pid: number, field: 'VmRSS' | 'VmHWM' | 'RssAnon' | 'PPid'): number {
  try {
    return Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** Memory in megabytes: what a process holds, the most it ever held, what is its own alone. */
const memoryOf = (pid: number, field: 'VmRSS' | 'VmHWM' | 'RssAnon') => statusOf(pid, field) / 1024;

/** The processes that a process began, and those that they began. */
function descendants(pid: number): number[] {
  try {
    const children = readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
    );
    return children.flatMap((child) => [child, ...descendants(child)]);
  } catch {
    return [];
  }
}

export interface Ingested {
  seconds: number;
  /** The most megabytes that the process held, Postgres not counted. */
  peak: number;
  /** Its last line: seconds by stage. */
  stages: string;
}

/** What is measured: a database with the data, and the production server on it. */
export class Subject {
  private constructor(
    readonly options: BenchOptions,
    private readonly folder: string,
    private database: Embedded,
  ) {}

  static async open(options: BenchOptions): Promise<Subject> {
    const folder = options.keep ?? (await mkdtemp(join(tmpdir(), 'explorer-bench-')));
    const database = await startEmbedded(folder, { notice: console.error });
    await migrate(database.url);
    await ensureRoles(database.url);
    return new Subject(options, folder, database);
  }

  async close(): Promise<void> {
    await this.database.stop();
    if (!this.options.keep) await rm(this.folder, { recursive: true, force: true });
  }

  async restartDatabase(): Promise<void> {
    await this.database.stop();
    this.database = await startEmbedded(this.folder, { notice: console.error });
  }

  /** Reads the data in; null: it was there already. */
  async prepare(): Promise<Ingested | null> {
    const { data, rows, seed, dataset } = this.options;
    const found = await this.sql<{ n: number }>(
      `select count(*)::int as n from catalog.dataset where name = '${dataset}'`,
    );
    if (found[0]?.n) return null;
    if (data) return this.ingest(data);
    const folder = await mkdtemp(join(tmpdir(), 'explorer-bench-data-'));
    try {
      console.log(`Inventing ${rows.toLocaleString('en-US')} rows …`);
      await invent({ rows, seed, out: folder, files: Math.max(1, Math.round(rows / 1_500_000)) });
      return await this.ingest(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async ingest(folder: string): Promise<Ingested> {
    console.log(`Reading ${folder} in …`);
    const began = performance.now();
    const script = ['--import', 'tsx', 'scripts/ingest.ts', folder, '--name', this.options.dataset, '--invented'];
    const child = spawn(process.execPath, script, {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: this.database.url },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let printed = '';
    child.stdout.on('data', (chunk) => {
      printed += chunk;
    });
    let peak = 0;
    const sampling = setInterval(() => {
      peak = Math.max(peak, memoryOf(child.pid ?? 0, 'VmHWM'));
    }, SAMPLE_MS);
    const [status] = await once(child, 'exit');
    clearInterval(sampling);
    if (status !== 0) throw new Error(`The ingest ended with status ${status}:\n${printed}`);
    const stages = printed.trim().split('\n').at(-1)?.trim() ?? '';
    return { seconds: (performance.now() - began) / 1000, peak, stages };
  }

  /** With its engine loaded: what is timed is what visitors meet, not the first seconds. */
  async startServer(): Promise<ExplorerProcess> {
    const server = await startExplorer({ DATABASE_URL: this.database.url, METRICS: 'on' }, 600);
    await engineLoaded(server);
    return server;
  }

  async sql<T>(statement: string): Promise<T[]> {
    const owner = connect(this.database.url, 1);
    try {
      return (await owner.unsafe(statement)) as unknown as T[];
    } finally {
      await owner.end();
    }
  }

  /** The process that began the one which answers. */
  private async postmaster(): Promise<number> {
    const owner = connect(this.database.url, 1);
    try {
      const [row] = await owner<{ pid: number }[]>`select pg_backend_pid() as pid`;
      return statusOf(row?.pid ?? 0, 'PPid');
    } finally {
      await owner.end();
    }
  }

  /** Milliseconds of a statement that touches no table: how quick the machine is just now. */
  async calibration(): Promise<number> {
    const times: number[] = [];
    for (let i = 0; i < 3; i++) {
      const began = performance.now();
      await this.sql('select sum(hashint8extended(i, 7)) from generate_series(1, 1000000) i');
      times.push(performance.now() - began);
    }
    return times.sort((a, b) => a - b)[1] as number;
  }

  /** Megabytes on disk by table, indexes and all. */
  async disk(): Promise<{ table: string; megabytes: number }[]> {
    const rows = await this.sql<{ table: string; bytes: number }>(`
      select c.relname as table, pg_total_relation_size(c.oid)::float8 as bytes from pg_class c
      where c.relkind = 'r' and c.relnamespace = (select v.schema_name::regnamespace from catalog.dataset d
        join catalog.version v on v.id = d.current_version where d.name = '${this.options.dataset}')
      order by 2 desc`);
    return rows.map(({ table, bytes }) => ({ table, megabytes: bytes / MEGABYTE }));
  }

  /** Megabytes that the server's processes and Postgres's hold, what they share counted once. */
  async memory(server: ExplorerProcess): Promise<Record<string, number>> {
    const postmaster = await this.postmaster();
    const [engine = 0] = descendants(server.pid).filter((pid) =>
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('engine/process'),
    );
    const postgres = [postmaster, ...descendants(postmaster)];
    return {
      web: memoryOf(server.pid, 'VmRSS'),
      engine: memoryOf(engine, 'VmRSS'),
      // Shared buffers show in each backend that touched them: only what is its own is summed up.
      'postgres, its own': postgres.reduce((sum, pid) => sum + memoryOf(pid, 'RssAnon'), 0),
    };
  }
}
