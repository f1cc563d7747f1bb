import { get, type IncomingMessage } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { EXPORT } from './answers.ts';
import type { Fault } from './fault.ts';
import { enginePid } from './processes.ts';
import type { Rig } from './rig.ts';

const STANDING_MS = 2500;
const STALLED_MS = 1000;

/** The engine's process, once there is one. */
async function engineOf(rig: Rig): Promise<number> {
  for (let tries = 0; tries < 200; tries++) {
    const pid = enginePid(rig.server.pid);
    if (pid) return pid;
    await sleep(50);
  }
  throw new Error('The web server has no engine.');
}

const engineKilled: Fault = {
  name: 'engine-kill',
  done: 'the engine’s process killed with SIGKILL; Postgres answers meanwhile',
  base: 'own',
  mayBreak: false,
  async strike(rig) {
    const killed = await engineOf(rig);
    process.kill(killed, 'SIGKILL');
    const ended = performance.now();
    await sleep(100);
    const fresh = await engineOf(rig);
    if (fresh === killed) throw new Error('The engine did not end.');
    return { ended, note: `a new one after ${((performance.now() - ended) / 1000).toFixed(1)} s` };
  },
};

const engineStopped: Fault = {
  name: 'engine-stop',
  done: 'the engine’s process stands still for good (SIGSTOP); Postgres answers meanwhile',
  base: 'own',
  mayBreak: true,
  async strike(rig) {
    // That it is replaced is another test's business: it takes ten seconds, in which nobody waits for it.
    const stopped = await engineOf(rig);
    process.kill(stopped, 'SIGSTOP');
    const ended = performance.now();
    await sleep(STANDING_MS);
    // The next fault may kill the web server, which would leave it behind.
    process.kill(stopped, 'SIGKILL');
    return { ended };
  },
};

/** Begins to read every row as CSV and stops taking any after the first piece. */
function beginExport(rig: Rig): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(rig.server.address + EXPORT, (response) => {
      response.once('data', () => {
        response.pause();
        resolve(response);
      });
    }).on('error', reject);
  });
}

/** Takes the rest; returns the bytes of it, and whether the client is told that it is the whole. */
async function takeRest(response: IncomingMessage): Promise<{ bytes: number; isComplete: boolean }> {
  let bytes = 0;
  try {
    for await (const chunk of response) bytes += (chunk as Buffer).length;
  } catch {
    // How it broke is not asked, only that it is known to have.
  }
  return { bytes, isComplete: response.complete };
}

const webKilled: Fault = {
  name: 'web-kill',
  done: 'the web server killed with SIGKILL in the middle of a CSV stream, then started',
  base: 'own',
  mayBreak: true,
  async strike(rig) {
    const response = await beginExport(rig);
    await rig.server.end('SIGKILL');
    const { bytes, isComplete } = await takeRest(response);
    if (isComplete) throw new Error(`The client took ${bytes} bytes of a killed stream for the whole.`);
    const ended = performance.now();
    await rig.startServer();
    const seconds = ((performance.now() - ended) / 1000).toFixed(1);
    return { ended, note: `the client saw a broken body; its address printed after ${seconds} s` };
  },
};

const streamBroken: Fault = {
  name: 'stream',
  done: 'Postgres killed with SIGKILL in the middle of a CSV stream to a client that is slow',
  base: 'own',
  mayBreak: true,
  async strike(rig) {
    const response = await beginExport(rig);
    process.kill(rig.postmasterPid(), 'SIGKILL');
    const ended = performance.now();
    await sleep(STALLED_MS);
    const { bytes, isComplete } = await takeRest(response);
    if (isComplete) throw new Error(`The client took ${bytes} bytes of a broken stream for the whole.`);
    return { ended, note: 'the client saw a broken body' };
  },
};

export const PROCESS_FAULTS = [engineKilled, engineStopped, webKilled, streamBroken];
