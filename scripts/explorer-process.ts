import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** `npm start` as a process of its own, on a free port. */
export interface ExplorerProcess {
  /** Without a slash at its end. */
  address: string;
  pid: number;
  /** Everything it has printed so far. */
  output(): string;
  /** Sends it a signal and returns its exit status, or the signal that ended it. */
  end(signal: NodeJS.Signals): Promise<number | string>;
}

/**
 * Starts it with these settings and returns when it has printed its address. Throws, with what it printed, when it ends
 * before or takes more than `seconds`.
 */
export async function startExplorer(env: Record<string, string>, seconds = 240): Promise<ExplorerProcess> {
  const child = spawn(process.execPath, ['--optimize-for-size', '--import', 'tsx', 'scripts/start.ts'], {
    cwd: ROOT,
    env: { ...process.env, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const exited = once(child, 'exit').then(([status, signal]) => (status ?? signal) as number | string);
  const ready = new Promise<string>((resolve) => {
    const read = (chunk: Buffer) => {
      printed += chunk;
      const address = /is at (http:[^\s"]+?)\/[\s"]/.exec(printed)?.[1];
      if (address) resolve(address);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
  });
  const address = await Promise.race([ready, exited.then(() => null), timeout(seconds)]);
  if (address === null) {
    child.kill('SIGKILL');
    throw new Error(`npm start printed no address within ${seconds} s, but:\n${printed}`);
  }
  return { address, pid: child.pid ?? 0, output: () => printed, end: (signal) => end(child, signal, exited) };
}

/** Waits until the engine of a server that was started with METRICS has loaded what is published. */
export async function engineLoaded({ address, output }: ExplorerProcess, seconds = 600): Promise<void> {
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await sleep(200)) {
    const metrics = await fetch(`${address}/-/metrics`).then((response) => response.text());
    if (/^explorer_engine_state\{state="loaded"\} 1$/m.test(metrics)) return;
  }
  throw new Error(`The engine was not ready within ${seconds} s:\n${output()}`);
}

async function end(child: ChildProcess, signal: NodeJS.Signals, exited: Promise<number | string>) {
  child.kill(signal);
  const status = await Promise.race([exited, timeout(20)]);
  if (status !== null) return status;
  child.kill('SIGKILL');
  throw new Error(`npm start did not end within 20 s of ${signal}`);
}

const timeout = (seconds: number) =>
  new Promise<null>((resolve) => {
    setTimeout(() => resolve(null), seconds * 1000).unref();
  });
