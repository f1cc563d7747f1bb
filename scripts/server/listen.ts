import { EventEmitter } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { engine } from '../../db/engine/host.ts';
import { placements } from '../../db/replica.ts';
import { SetupError } from '../../db/setup-error.ts';
import { type AnswerOptions, answer } from './answer.ts';
import { clientAddress } from './client-address.ts';
import { drain } from './drain.ts';
import { engineCounts } from './engine.ts';
import { refuseGarbage } from './garbage.ts';
import { Limits } from './limits.ts';
import type { Log } from './log.ts';
import { Metrics } from './metrics.ts';
import { Observer } from './observer.ts';
import { Operation } from './operation.ts';
import { Probe } from './probe.ts';
import { RunningAnswers } from './running.ts';
import type { ServerSettings } from './server-settings.ts';
import type { Shutdown } from './shutdown.ts';
import { listPublicFiles } from './target.ts';

/** Beside an address of the longest kind a browser's usual headers and many cookies. */
const HEAD_BYTES = 32 * 1024;
const HEADERS_MS = 15_000;
const REQUEST_MS = 30_000;
/** Longer than the minute after which proxies let go of an idle connection, so that it is never we who close it. */
const KEEP_ALIVE_MS = 75_000;

export interface ListenOptions extends ServerSettings {
  root: string;
  host: string;
  port: number;
  dev: boolean;
  readerUrl: string;
  ownerUrl: string;
  log: Log;
}

/**
 * Loads Next's build and serves it until the shutdown; returns the address. Then no more connections are taken and
 * running requests get the time of the setting. Throws a SetupError when the port is taken or forbidden.
 */
export async function listen(options: ListenOptions, shutdown: Shutdown): Promise<string> {
  // Loaded only now: it looks at NODE_ENV at once.
  const { default: next } = await import('next');
  const { root, dev, host, port } = options;
  const server = createServer({
    maxHeaderSize: HEAD_BYTES,
    headersTimeout: HEADERS_MS,
    requestTimeout: REQUEST_MS,
    // Refused by us, with the heads that every answer has.
    requireHostHeader: false,
  });
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  refuseGarbage(server);
  // Next would answer every wish for another protocol by closing the connection. Pages need none; without a listener
  // Node takes such a wish for the plain request that it also is.
  const httpServer = dev ? server : (new EventEmitter() as Server);
  const app = next({ dev, dir: root, hostname: host, port, httpServer });
  await app.prepare();
  shutdown.later(() => app.close());
  let draining = false;
  const running = new RunningAnswers(options.clientTimeout);
  const answering = answerOptions(options, app.getRequestHandler(), () => draining, shutdown);
  const handle: RequestListener = (request, response) => {
    running.watch(response);
    void answer(request, response, answering);
  };
  server.on('request', handle);
  // Whether a body is to be sent: it is not, and the answer says so.
  server.on('checkContinue', handle);
  server.on('checkExpectation', handle);
  await bind(server, host, port);
  shutdown.later(() => {
    draining = true;
    return drain(server, options.shutdownTimeout, () => running.cutAll());
  });
  return addressOf(server, host);
}

function answerOptions(
  options: ListenOptions,
  next: AnswerOptions['next'],
  isDraining: () => boolean,
  shutdown: Shutdown,
): AnswerOptions {
  const { root, dev, cors, log, trustedProxies } = options;
  const known = listPublicFiles(root);
  const probe = new Probe(options, shutdown);
  const metrics = options.metrics
    ? new Metrics({
        engine: () => engineCounts,
        engineState: () => engine()?.state() ?? null,
        placements: () => placements,
        connections: () => probe.connections(),
      })
    : null;
  return {
    next,
    publicFiles: dev ? () => listPublicFiles(root) : () => known,
    dev,
    cors,
    isDraining,
    limits: new Limits(options.limits),
    clientOf: ({ socket, headers }: IncomingMessage) =>
      clientAddress(socket.remoteAddress, headers['x-forwarded-for'] as string | undefined, trustedProxies),
    operation: new Operation({ notReady: () => probe.notReady(), metrics }),
    observer: new Observer(log, metrics),
  };
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
