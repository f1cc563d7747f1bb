import type { ServerResponse } from 'node:http';

/**
 * Ends an answer in the middle so that its client sees that something is missing. Without chunks, as in HTTP/1.0, an
 * answer ends where its connection does: only a reset tells that from a whole one.
 */
export function cut(response: ServerResponse): void {
  const { socket } = response;
  if (socket && !socket.destroyed) socket.resetAndDestroy();
  response.destroy();
}
