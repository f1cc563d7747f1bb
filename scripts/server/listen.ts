import { createServer, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { SetupError } from '../../db/setup-error.ts';
import { answer } from './answer.ts';
import { drain } from './drain.ts';
import type { Shutdown } from './shutdown.ts';
import { listPublicFiles } from './target.ts';

/** What running requests get to end when the process is told to. */
const DRAIN_MS = 5000;

export interface ListenOptions {
  root: string;
  host: string;
  port: number;
  dev: boolean;
  /** Whether scripts of other sites may read the answers. */
  cors: boolean;
}

/**
 * Loads Next's build and serves it until the shutdown; returns the address. Then no more connections are taken and
 * running requests get five seconds. Throws a SetupError when the port is taken or forbidden.
 */
export async function listen(options: ListenOptions, shutdown: Shutdown): Promise<string> {
  // Loaded only now: it looks at NODE_ENV at once.
  const { default: next } = await import('next');
  const { root, dev, host, port, cors } = options;
  const server = createServer({ maxHeaderSize: 64 * 1024, headersTimeout: 15_000, requestTimeout: 30_000 });
  // Longer than the minute after which proxies let go of an idle connection, so that it is never we who close it.
  server.keepAliveTimeout = 75_000;
  server.on('clientError', refuseGarbage);
  const app = next({ dev, dir: root, hostname: host, port, httpServer: server });
  await app.prepare();
  shutdown.later(() => app.close());
  const known = listPublicFiles(root);
  const publicFiles = dev ? () => listPublicFiles(root) : () => known;
  const handler = app.getRequestHandler();
  let draining = false;
  server.on('request', (request, response) => {
    void answer(request, response, { next: handler, publicFiles, dev, cors, isDraining: () => draining });
  });
  await bind(server, host, port);
  shutdown.later(() => {
    draining = true;
    return drain(server, DRAIN_MS);
  });
  return addressOf(server, host);
}

/** Throws a SetupError when the port cannot be had, so that this is known before a minute of building. */
export async function checkPort(host: string, port: number): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  await bind(server, host, port);
  await new Promise((resolve) => server.close(resolve));
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, host, port)));
    server.listen(port, host, () => resolve());
  });
}

function portError(error: NodeJS.ErrnoException, host: string, port: number): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new SetupError(`Port ${port} is taken: set PORT to another one, or to 0 for any that is free.`);
    case 'EACCES':
      return new SetupError(`Port ${port} is not allowed for this user: set PORT to one above 1023.`);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new SetupError(`HOST is ${host}, which is no address of this machine.`);
    default:
      return error;
  }
}

function addressOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const isAny = host === '0.0.0.0' || host === '::';
  return `http://${isAny ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}/`;
}

/** Answers what is no HTTP, or too slow or too large a head, as far as the connection still takes an answer. */
function refuseGarbage(error: NodeJS.ErrnoException, socket: Socket): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW'
      ? '431 Request Header Fields Too Large'
      : error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
        ? '408 Request Timeout'
        : '400 Bad Request';
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${status.length - 4}`,
    'Referrer-Policy: no-referrer',
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${status.slice(4)}`);
}
