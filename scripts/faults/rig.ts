import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type Sql } from '../../db/client.ts';
import { findPostmaster } from '../../db/embedded/postmaster.ts';
import { type Embedded, startEmbedded } from '../../db/embedded.ts';
import { migrate } from '../../db/migrate.ts';
import { ensureRoles } from '../../db/roles.ts';
import { type ExplorerProcess, ROOT, startExplorer } from '../explorer-process.ts';
import { invent } from '../invent/invent.ts';
import { DATASET, rightAnswers } from './answers.ts';
import { type Contents, contentsOf } from './contents.ts';
import { finished } from './processes.ts';
import { SmallDisk } from './small-disk.ts';

/** `own`: the server starts Postgres itself and keeps it alive. `given`: another one, by DATABASE_URL. */
export type Base = 'own' | 'given' | 'own, small disk';

/** What is known of one of the two contents that the dataset may have. */
export interface Version {
  folder: string;
  /** By question. */
  answers: Map<string, string>;
  contents: Contents;
}

const SMALL = { a: 20_000, b: 13_000 };
export type VersionName = keyof typeof SMALL;
export type Rows = Record<VersionName, number>;

export interface RigOptions {
  /** Settings of the web server beside those of the database. */
  env?: Record<string, string>;
  rows?: Rows;
  /** Whether the data lies on a small disk from the beginning, which spares the move to one. */
  onSmallDisk?: boolean;
}

/** A production server on a Postgres with a small dataset, both real, to be harmed. */
export class Rig {
  current: VersionName = 'a';
  readonly versions = {} as Record<VersionName, Version>;
  server!: ExplorerProcess;
  private embedded: Embedded | null = null;
  /** The owner's address; the same whenever Postgres is started again. */
  url = '';
  private dataDir: string;

  private base: Base | null = null;
  private disk: SmallDisk | null = null;

  private constructor(
    private readonly folder: string,
    private readonly env: Record<string, string>,
    private readonly rows: Rows,
  ) {
    this.dataDir = join(folder, 'data');
  }

  /** Makes the database, reads both contents in, and asks an undisturbed server what is right of each. */
  static async open({ env = {}, rows = SMALL, onSmallDisk = false }: RigOptions = {}): Promise<Rig> {
    const folder = await mkdtemp(join(tmpdir(), 'explorer-faults-'));
    // Postgres may run as another user, who must be able to pass.
    await chmod(folder, 0o755);
    const rig = new Rig(folder, env, rows);
    try {
      if (onSmallDisk) await rig.mountSmallDisk();
      await rig.prepare();
      return rig;
    } catch (error) {
      await rig.close();
      throw error;
    }
  }

  private async prepare(): Promise<void> {
    await this.startDatabase();
    await migrate(this.url);
    await ensureRoles(this.url);
    await this.fill('b');
    await this.startServer('given');
    await this.know('b');
    await this.fill('a');
    await this.know('a');
  }

  /** Changes, where that is needed, to a web server on such a Postgres, with the data that is there. */
  async use(base: Base): Promise<void> {
    const isMove = base === 'own, small disk' && !this.disk;
    if (!isMove && (base === 'given') === (this.base === 'given')) return;
    await this.server.end('SIGTERM');
    await this.embedded?.stop();
    if (isMove) await this.moveToSmallDisk();
    await this.startDatabase();
    await this.startServer(base);
    // From now on only the web server holds it.
    if (base !== 'given') await this.embedded?.stop();
  }

  private async mountSmallDisk(): Promise<void> {
    this.dataDir = join(this.folder, 'small');
    await mkdir(this.dataDir);
    this.disk = SmallDisk.mount(this.dataDir);
  }

  private async moveToSmallDisk(): Promise<void> {
    const before = this.dataDir;
    await this.mountSmallDisk();
    // With its owners and times, which Postgres looks at.
    const { status, output } = await finished(spawn('cp', ['-a', `${before}/.`, this.dataDir]));
    if (status !== 0) throw new Error(`The data could not be copied: ${output}`);
  }

  /** Leaves room on the disk for so many megabytes more than are there; null: as much as there was. */
  leaveRoom(megabytes: number | null): void {
    if (megabytes === null) this.disk?.grow();
    else this.disk?.shrink(megabytes);
  }

  private async fill(name: VersionName): Promise<void> {
    const folder = join(this.folder, name);
    await invent({ rows: this.rows[name], out: folder, files: 1, seed: name === 'a' ? 1 : 2 });
    this.versions[name] = { folder, answers: new Map(), contents: new Map() };
    const { status, output } = await finished(this.ingest(name));
    if (status !== 0) throw new Error(`The ingest of ${name} ended with ${status}:\n${output}`);
    this.current = name;
  }

  private async know(name: VersionName): Promise<void> {
    this.versions[name].answers = await rightAnswers(this.server.address);
    this.versions[name].contents = await contentsOf(this.url);
  }

  get other(): VersionName {
    return this.current === 'a' ? 'b' : 'a';
  }

  /** Starts the web server, as before or on another base. */
  async startServer(base: Base = this.base ?? 'own'): Promise<void> {
    this.base = base;
    const database: Record<string, string> = base === 'given' ? { DATABASE_URL: this.url } : { DATA_DIR: this.dataDir };
    // As for those who have a link to it, its address stays.
    const PORT = this.server ? new URL(this.server.address).port : '0';
    this.server = await startExplorer({ ...this.env, ...database, PORT }, 120);
  }

  /** `npm run ingest` of one of the two contents in place of what is there, as a process of its own. */
  ingest(name: VersionName): ChildProcess {
    const { folder } = this.versions[name];
    const script = ['--import', 'tsx', 'scripts/ingest.ts', folder, '--name', DATASET, '--replace', '--invented'];
    return spawn(process.execPath, script, {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: this.url },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }

  /** Of the process that is the Postgres server. */
  postmasterPid(): number {
    const found = findPostmaster(join(this.dataDir, 'postgres'));
    if (!found) throw new Error('Postgres does not run.');
    return found.pid;
  }

  async stopDatabase(): Promise<void> {
    await this.embedded?.stop();
  }

  async startDatabase(): Promise<void> {
    this.embedded = await startEmbedded(this.dataDir);
    this.url = this.embedded.url;
  }

  /** Runs statements as the owner on a connection of its own. */
  async asOwner<T>(work: (owner: Sql) => Promise<T>): Promise<T> {
    const owner = connect(this.url, 1, { application_name: 'faults' });
    try {
      return await work(owner);
    } finally {
      await owner.end({ timeout: 2 });
    }
  }

  async close(): Promise<void> {
    await this.server?.end('SIGTERM').catch(() => {});
    await this.embedded?.stop();
    this.disk?.unmount();
    await rm(this.folder, { recursive: true, force: true });
  }
}
