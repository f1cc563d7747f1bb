import type { IncomingMessage } from 'node:http';
import { ALLOW } from './head.ts';

/** Why a request is not even looked at. */
export interface Refusal {
  status: 400 | 405 | 413 | 417;
  error: string;
  headers: Record<string, string>;
}

const METHODS = ALLOW.split(', ');

/** What is left of a body must not be taken for the next request. */
const CLOSE = { Connection: 'close' };

/** Refuses bodies, which are not read, every method but those of reading, and heads that several parties may read apart. */
export function refusalOf(request: IncomingMessage): Refusal | null {
  const { method = '', headers, httpVersion, rawHeaders } = request;
  const hosts = rawHeaders.filter((name, i) => i % 2 === 0 && name.toLowerCase() === 'host').length;
  const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length']) > 0;
  if (hosts > 1 || (hosts === 0 && httpVersion !== '1.0')) {
    return { status: 400, error: 'A request names one host', headers: CLOSE };
  }
  if (!METHODS.includes(method)) {
    return { status: 405, error: 'Method not allowed', headers: { Allow: ALLOW, ...(hasBody ? CLOSE : {}) } };
  }
  if (hasBody) {
    return { status: 413, error: 'A question has no body here: all of it is in the address', headers: CLOSE };
  }
  if (headers.expect !== undefined && headers.expect.toLowerCase() !== '100-continue') {
    return { status: 417, error: 'Nothing is to be expected here', headers: CLOSE };
  }
  return null;
}
