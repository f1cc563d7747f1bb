import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Exchange } from '../../app/_http/exchange.ts';
import type { Asked } from './asked.ts';
import { cutAddress } from './client-address.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';

interface Seen {
  current: Exchange;
  asked: Asked;
  client: string;
}

/** Writes down what was asked and what came of it: for the log and, where they are on, the metrics. */
export class Observer {
  constructor(
    private readonly log: Log,
    private readonly metrics: Metrics | null,
  ) {}

  /** Called once a request, before anything of it is answered. */
  watch(request: IncomingMessage, response: ServerResponse, seen: Seen): void {
    const began = performance.now();
    const bytesBefore = request.socket.bytesWritten;
    const { socket } = request;
    this.metrics?.begin();
    response.once('close', () => {
      const ms = performance.now() - began;
      const complete = response.writableFinished;
      this.metrics?.end(seen.asked.kind, response.statusCode, ms / 1000, seen.current.rows ?? 0, complete);
      this.log.request({
        id: seen.current.id,
        method: seen.current.method,
        ...placeOf(seen.asked, response.statusCode),
        status: response.statusCode,
        complete,
        ...(seen.current.rows === undefined ? {} : { rows: seen.current.rows }),
        ms: Math.round(ms * 10) / 10,
        bytes: socket.bytesWritten - bytesBefore,
        client: cutAddress(seen.client),
      });
    });
  }

  report(id: string, error: unknown): void {
    this.log.failure(id, error);
  }
}

/** Which dataset and table: only where they exist, for whatever else somebody put there may be a name. */
function placeOf({ kind, format, dataset, table }: Asked, status: number) {
  return status < 300 || status === 304 ? { kind, format, dataset, table } : { kind, format };
}
