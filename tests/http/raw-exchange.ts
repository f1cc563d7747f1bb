import { connect } from 'node:net';
import { inject } from 'vitest';

export interface RawAnswer {
  /** Everything that came back, a byte a character. */
  answer: string;
  /** Whether the server closed the connection, within the time given. */
  closed: boolean;
}

/** Sends these bytes over a connection of its own; returns what came back until it was closed, or after some seconds. */
export function exchange(bytes: string, seconds = 8): Promise<RawAnswer> {
  const { hostname, port } = new URL(inject('origin'));
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(Buffer.from(bytes, 'latin1')));
    const end = (closed: boolean) => {
      clearTimeout(timer);
      socket.destroy();
      resolve({ answer: Buffer.concat(chunks).toString('latin1'), closed });
    };
    const timer = setTimeout(() => end(false), seconds * 1000);
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => end(true));
    socket.on('close', () => end(true));
  });
}

/** The status of the first answer; 0: none came. */
export const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);

/** The statuses of all answers on the connection, in order. */
export const statusesOf = (answer: string): number[] =>
  [...answer.matchAll(/^HTTP\/1\.1 (\d{3}) /gm)].map(([, status]) => Number(status));
