import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { LONGEST_ADDRESS } from '../../app/_url/route.ts';
import { ALLOW, ALWAYS, NOTHING_POLICY } from './head.ts';

/** Answers what never becomes a request: no HTTP, too slow or too large a head, a tunnel. */
export function refuseGarbage(server: Server): void {
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    if (!socket.writable || error.code === 'ECONNRESET') socket.destroy();
    else refuse(socket, statusOf(error.code));
  });
  server.on('connect', (_, socket) => {
    socket.on('error', () => {});
    refuse(socket, '405 Method Not Allowed', `Allow: ${ALLOW}`);
  });
}

function statusOf(code: string | undefined): string {
  if (code === 'HPE_HEADER_OVERFLOW') return '431 Request Header Fields Too Large';
  return code === 'ERR_HTTP_REQUEST_TIMEOUT' ? '408 Request Timeout' : '400 Bad Request';
}

/** What a person is told beside the status, such as one who pasted a long list into a form. */
const MORE: Record<string, string> = {
  '431 Request Header Fields Too Large': `: an address may have ${LONGEST_ADDRESS} characters. A longer list is asked in parts.`,
};

/** Writes an answer by hand, as far as the connection still takes one. */
function refuse(socket: Duplex, status: string, ...more: string[]): void {
  const text = status.slice(4) + (MORE[status] ?? '');
  const head = [
    `HTTP/1.1 ${status}`,
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${text.length}`,
    ...Object.entries(ALWAYS).map(([name, value]) => `${name}: ${value}`),
    `Content-Security-Policy: ${NOTHING_POLICY}`,
    ...more,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${text}`);
}
