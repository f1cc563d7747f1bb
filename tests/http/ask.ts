import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { inject } from 'vitest';

/** An answer as it came over the wire: redirects are not followed. */
export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: string;
  milliseconds: number;
}

export interface AskOptions {
  method?: string;
  headers?: Record<string, string>;
}

const agent = new Agent({ keepAlive: true, maxSockets: 16 });
const PATIENCE = 20_000;

/**
 * Sends a request target exactly as it is written; `fetch` would tidy it first. Throws when the connection is cut or no
 * answer comes within twenty seconds.
 */
export function ask(target: string, { method = 'GET', headers = {} }: AskOptions = {}): Promise<Answer> {
  const { hostname, port } = new URL(inject('origin'));
  const started = performance.now();
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, path: target, method, headers, timeout: PATIENCE }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString(),
          milliseconds: performance.now() - started,
        }),
      );
    });
    sent.on('timeout', () => sent.destroy(new Error(`no answer within ${PATIENCE} ms`)));
    sent.on('error', reject);
    sent.end();
  });
}

/** Pairs as a query string, with its `?`. */
export const query = (...pairs: [key: string, value: string][]): string => `?${new URLSearchParams(pairs)}`;

// biome-ignore lint/suspicious/noExplicitAny: bodies are looked into by tests, which say what they expect.
export async function json(target: string, status = 200): Promise<any> {
  const answer = await ask(target);
  if (answer.status !== status) throw new Error(`${target}\n${answer.status} ${answer.body.slice(0, 300)}`);
  return JSON.parse(answer.body);
}
