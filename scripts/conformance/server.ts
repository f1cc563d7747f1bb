import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface RunningServer {
  origin: string;
  pid: number;
  /** Ends it as Ctrl-C would, and waits until it has ended. */
  stop(): Promise<void>;
}

/**
 * Starts the production server, as `npm start` does, on a free port with these settings, and waits for its address.
 * Throws with what it printed when it ends before that.
 */
export async function startServer(env: Record<string, string>): Promise<RunningServer> {
  const root = join(import.meta.dirname, '../..');
  const child = spawn(process.execPath, ['--import', 'tsx', 'scripts/start.ts'], {
    cwd: root,
    env: { ...process.env, PORT: '0', ORIGIN: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  const ended = once(child, 'exit');
  child.stderr.on('data', (chunk) => {
    said.push(String(chunk));
    process.stderr.write(chunk);
  });
  const address = new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      said.push(line);
      const found = /is at (http:\/\/[^\s]+)/.exec(line)?.[1];
      if (found) resolve(found.replace(/\/$/, ''));
    });
    ended.then(() => reject(new Error(`The server ended before it listened:\n${said.join('\n')}`)));
  });
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
    await ended;
  };
  return { origin: await address, pid: child.pid ?? 0, stop };
}
