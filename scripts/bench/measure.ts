import { Agent, get } from 'node:http';
import { get as getSecure } from 'node:https';

const TIMEOUT_MS = 60_000;
const agent = new Agent({ keepAlive: true, maxSockets: 32 });

export interface Answer {
  status: number;
  milliseconds: number;
  bytes: number;
  body: string;
}

/**
 * One request on a connection that is kept; `fresh` asks for nothing that the server has kept. Throws when there is no
 * whole answer within a minute.
 */
export function ask(url: string, fresh = false): Promise<Answer> {
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const isSecure = url.startsWith('https:');
    const options = { headers: fresh ? { 'cache-control': 'no-cache' } : {}, ...(isSecure ? {} : { agent }) };
    const request = (isSecure ? getSecure : get)(url, options, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(chunks);
        const milliseconds = performance.now() - began;
        resolve({ status: response.statusCode ?? 0, milliseconds, bytes: body.length, body: body.toString() });
      });
    });
    request.setTimeout(TIMEOUT_MS, () => request.destroy(new Error(`no answer within ${TIMEOUT_MS} ms: ${url}`)));
    request.on('error', reject);
  });
}

/** The value below which this part of all lies. */
export function quantile(values: number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}
