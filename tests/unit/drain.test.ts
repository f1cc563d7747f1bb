import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { drain } from '../../scripts/server/drain.ts';

async function serve(listener: RequestListener): Promise<{ server: Server; address: string }> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

const arrival = (server: Server) => new Promise((resolve) => server.once('request', resolve));

test('a running request is answered in full, and no other one begins', async () => {
  const { server, address } = await serve((_, response) => {
    response.write('first, ');
    setTimeout(() => response.end('last'), 200);
  });
  const arrived = arrival(server);
  const running = fetch(address).then((response) => response.text());
  await arrived;
  const drained = drain(server, 5000);
  await expect(fetch(address)).rejects.toThrow();
  expect(await running).toBe('first, last');
  await drained;
});

test('a request that does not end is cut off', async () => {
  const { server, address } = await serve((_, response) => {
    response.write('first, ');
  });
  const arrived = arrival(server);
  const running = fetch(address).then((response) => response.text());
  await arrived;
  await Promise.all([expect(running).rejects.toThrow(), drain(server, 100)]);
});

test('connections that only wait for another request do not hold it up', async () => {
  const { server, address } = await serve((_, response) => response.end('all'));
  expect(await fetch(address).then((response) => response.text())).toBe('all');
  const began = Date.now();
  await drain(server, 5000);
  expect(Date.now() - began).toBeLessThan(2000);
});
