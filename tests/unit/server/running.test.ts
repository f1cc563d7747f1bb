import { createServer, request, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { RunningAnswers } from '../../../scripts/server/running.ts';

const PATIENCE = 300;
let server: Server;
let running: RunningAnswers;

afterEach(() => {
  running.cutAll();
  server.closeAllConnections();
  server.close();
});

async function serve(listener: Parameters<typeof createServer>[1]): Promise<number> {
  running = new RunningAnswers(PATIENCE);
  server = createServer((incoming, response) => {
    running.watch(response);
    (listener as (...all: unknown[]) => void)(incoming, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** Sends these bytes; returns all that comes back, and how the connection ended. */
function raw(port: number, bytes: string): Promise<{ answer: string; ended: 'closed' | 'reset' }> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (chunk) => {
      answer += chunk;
    });
    socket.on('error', () => resolve({ answer, ended: 'reset' }));
    socket.on('end', () => resolve({ answer, ended: 'closed' }));
  });
}

test('a client that reads nothing is cut off', async () => {
  const port = await serve((_, response) => {
    const more = () => {
      while (response.write(Buffer.alloc(2 ** 20)));
      response.once('drain', more);
    };
    more();
  });
  const asking = request({ port, host: '127.0.0.1' }, (response) => response.pause());
  asking.on('error', () => {}).end();
  await expect.poll(() => running.size).toBe(1);
  await expect.poll(() => running.size, { timeout: 10_000 }).toBe(0);
});

test('one that waits for the server, or reads slowly, is not', async () => {
  const port = await serve(async (_, response) => {
    response.write('first, ');
    await sleep(4 * PATIENCE);
    response.end('last');
  });
  const response = await fetch(`http://127.0.0.1:${port}/`);
  expect(await response.text()).toBe('first, last');
});

test.each(['1.0', '1.1'])('what is cut off is not taken for the whole, HTTP/%s', async (version) => {
  const port = await serve((_, response) => void response.write('part'));
  const asked = raw(port, `GET / HTTP/${version}\r\nHost: x\r\n\r\n`);
  await expect.poll(() => running.size).toBe(1);
  await sleep(50);
  running.cutAll();
  const { answer, ended } = await asked;
  expect(answer).toContain('part');
  expect(answer).not.toMatch(/\r\n0\r\n\r\n$/);
  expect(ended).toBe('reset');
});
