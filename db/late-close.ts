import type { Duplex } from 'node:stream';

/** "Ready for the next statement of a transaction", as the server says it. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x54]);

const brokenOff = (): Error =>
  Object.assign(new Error('the server closed the connection'), {
    code: 'CONNECTION_CLOSED',
    errno: 'CONNECTION_CLOSED',
  });

/**
 * A socket as postgres.js 3.4 can bear its end.
 *
 * It forgets a socket at its close. A statement that comes afterwards, as the rollback of the transaction that just
 * broke, is then written to nothing, and whoever is given that connection later waits for ever. So a break is told as an
 * error first, and the close a moment later, when what was to be rolled back has been refused.
 *
 * It also keeps the server's last words and the number of rows it had read, and takes them for those of the first
 * statement on the next socket: rows that are there would be missing. Being ready once more makes it forget them.
 *
 * The close of a socket that was ended on purpose is not delayed.
 */
export function withLateClose<S extends Duplex>(socket: S): S {
  const emit = socket.emit.bind(socket) as (event: string, ...values: unknown[]) => boolean;
  let hasHeard = false;
  let isBroken = false;
  socket.emit = ((event: string, ...values: unknown[]) => {
    if (event === 'data') hasHeard = true;
    if (event === 'error' || (event === 'end' && !socket.writableEnded)) isBroken = true;
    if (event !== 'close') return emit(event, ...values);
    if (!isBroken) return emit('close', false);
    // A request to cancel hears nothing but the end.
    if (hasHeard) {
      emit('error', brokenOff());
      emit('data', READY);
    }
    // Whoever waited rolls back before the next turn, and that is written at its end: so in the turn after it.
    setImmediate(() => setImmediate(() => emit('close', false)));
    return true;
  }) as typeof socket.emit;
  return socket;
}
