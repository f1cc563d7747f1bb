import type { ServerResponse } from 'node:http';
import { refuse, send } from './reply.ts';

/** What those who run the explorer ask of it. */
export interface OperationSources {
  /** Why no question can be answered just now; null: all of them can. Never throws, and takes a second at most. */
  notReady: () => Promise<string | null>;
  /** Null: off. */
  metrics: { contentType: string; text(): Promise<string> } | null;
}

const NO_STORE = { 'Cache-Control': 'no-store' };

/** Answers `/-/healthz`, `/-/readyz` and `/-/metrics`, before Next and without a page. */
export class Operation {
  constructor(private readonly sources: OperationSources) {}

  /** Whether the path was one of these; then it is answered. */
  async answer(path: string, response: ServerResponse): Promise<boolean> {
    switch (path) {
      case '/-/healthz':
        say(response, 200, { ok: true });
        return true;
      case '/-/readyz': {
        const reason = await this.sources.notReady();
        if (reason === null) say(response, 200, { ok: true });
        else say(response, 503, { ok: false, reason }, { 'Retry-After': '2' });
        return true;
      }
      case '/-/metrics':
        await this.metrics(response);
        return true;
      default:
        return false;
    }
  }

  private async metrics(response: ServerResponse): Promise<void> {
    const { metrics } = this.sources;
    if (metrics) send(response, 200, metrics.contentType, await metrics.text(), NO_STORE);
    else refuse(response, '', 404, 'Not found');
  }
}

function say(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  send(response, status, 'application/json', `${JSON.stringify(body)}\n`, { ...NO_STORE, ...headers });
}
