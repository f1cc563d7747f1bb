import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Server } from '../catalog.ts';
import { type Answer, BadRequest } from '../query.ts';
import { type EngineHost, type EngineLimits, type EngineState, holdEngine } from './host.ts';
import type { FromEngine, Held, ToEngine } from './messages.ts';
import type { EngineAnswers, EngineRequest } from './request.ts';
import { Watchdog } from './watchdog.ts';

/** A version that is not ready after so long is left to Postgres; who asks next tries again. */
const LOAD_MS = 120_000;
/** Waited before a process that ended is replaced; meanwhile Postgres answers. */
const RESTART_MS = 1000;
/** What a process that is told to end may take to do so. */
const END_MS = 2000;
const NOTHING: Held = { rows: 0, bytes: 0 };

/**
 * Starts the engine in a process of its own, so that counting holds up no page and what it holds counts for itself, and
 * makes it the one that pages ask. It ends with this process. `url` and `replicaUrl` are of the pages' role; what is asked
 * of no replica needs none.
 */
export function startEngine(url: string, replicaUrl = ''): EngineHost {
  const host = new EngineProcess(url, replicaUrl);
  holdEngine(host);
  return host;
}

class EngineProcess implements EngineHost {
  private child: ChildProcess;
  private watchdog: Watchdog;
  private held = NOTHING;
  private isStopped = false;
  private last = 0;
  /** Those who wait for a message; null tells them that none will come. */
  private readonly waiting = new Map<number, (message: FromEngine | null) => void>();
  private readonly versions = new Map<string, Promise<void> | 'ready' | 'none'>();

  constructor(
    private readonly url: string,
    private readonly replicaUrl: string,
  ) {
    this.child = this.start();
    this.watchdog = this.watch(this.child);
  }

  private start(): ChildProcess {
    const child = fork(fileURLToPath(new URL('./process.ts', import.meta.url)), {
      execArgv: ['--import', 'tsx'],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      serialization: 'advanced',
    });
    child.on('message', (message: FromEngine) => this.heard(message));
    child.once('exit', () => this.ended());
    // Of a process that never began there is no end; else it is a message that found nobody.
    child.on('error', () => child.pid === undefined && this.ended());
    // Not an argument: everybody may read those.
    child.send({ url: this.url, replicaUrl: this.replicaUrl } satisfies ToEngine);
    return child;
  }

  private watch(child: ChildProcess): Watchdog {
    return new Watchdog({
      ping: () => this.tell({ ping: ++this.last }),
      // Postgres is asked now, while there is time.
      onSilent: () => this.dismiss(),
      onDead: () => {
        console.error('The engine stands still and is ended.');
        child.kill('SIGKILL');
      },
    });
  }

  private heard(message: FromEngine): void {
    this.watchdog.heard();
    if (message.state === 'here') this.held = message;
    else this.waiting.get(message.id)?.(message);
  }

  private dismiss(): void {
    for (const settle of this.waiting.values()) settle(null);
  }

  private ended(): void {
    this.watchdog.stop();
    this.dismiss();
    this.versions.clear();
    this.held = NOTHING;
    if (this.isStopped) return;
    console.error('The engine ended and begins anew; until then Postgres answers.');
    setTimeout(() => {
      if (this.isStopped) return;
      this.child = this.start();
      this.watchdog = this.watch(this.child);
    }, RESTART_MS).unref();
  }

  state(): EngineState {
    const isHere = this.child.connected && !this.watchdog.isSilent;
    const states = [...this.versions.values()];
    const isLoading = states.length === 0 || states.some((state) => state instanceof Promise);
    const { rows, bytes } = this.held;
    return { state: !isHere ? 'gone' : isLoading ? 'loading' : 'loaded', rows, bytes };
  }

  private tell(message: ToEngine): void {
    if (this.child.connected) this.child.send(message, () => {});
    else if ('id' in message) this.waiting.get(message.id)?.(null);
  }

  /** Sends a message and waits for its answer; `late` and an aborted signal cancel it. */
  private send(
    schema: string,
    what: EngineRequest | Server,
    limits?: EngineLimits,
  ): Promise<FromEngine | 'late' | null> {
    const id = ++this.last;
    const { signal } = limits ?? {};
    let timer: NodeJS.Timeout | undefined;
    let abort = () => {};
    return new Promise<FromEngine | 'late' | null>((resolve, reject) => {
      abort = () => {
        this.tell({ cancel: id });
        reject(signal?.reason);
      };
      if (limits) {
        timer = setTimeout(() => {
          this.tell({ cancel: id });
          resolve('late');
        }, limits.milliseconds);
      }
      signal?.addEventListener('abort', abort, { once: true });
      this.waiting.set(id, resolve);
      this.tell(typeof what === 'string' ? { id, schema, server: what } : { id, schema, request: what });
    }).finally(() => {
      clearTimeout(timer);
      this.waiting.delete(id);
      signal?.removeEventListener('abort', abort);
    });
  }

  async load(schema: string, server: Server = 'primary'): Promise<void> {
    if (this.watchdog.isSilent) return;
    const known = this.versions.get(schema);
    if (known) return known instanceof Promise ? known : undefined;
    const loading = this.send(schema, server, { milliseconds: LOAD_MS }).then((message) => {
      const state = message === null || message === 'late' ? null : message.state;
      if (state === 'ready') this.versions.set(schema, 'ready');
      else if (state === 'no engine') this.versions.set(schema, 'none');
      else this.versions.delete(schema);
    });
    this.versions.set(schema, loading);
    return loading;
  }

  async ask<R extends EngineRequest>(
    schema: string,
    request: R,
    limits: EngineLimits,
  ): Promise<Answer<EngineAnswers[R['kind']]> | null> {
    if (this.watchdog.isSilent) return null;
    if (this.versions.get(schema) !== 'ready') {
      void this.load(schema, request.question.server);
      return null;
    }
    limits.signal?.throwIfAborted();
    const message = await this.send(schema, request, limits);
    if (message === 'late') return { state: 'timed out', milliseconds: limits.milliseconds };
    if (message?.state === 'answered') return { state: 'answered', value: message.answer as never };
    if (message?.state === 'bad request') throw new BadRequest(message.errors);
    if (message?.state === 'failed') console.error(`The engine failed, Postgres answers: ${message.message}`);
    return null;
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    holdEngine(null);
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.disconnect();
    const impatience = setTimeout(() => child.kill('SIGKILL'), END_MS);
    await ended;
    clearTimeout(impatience);
  }
}
