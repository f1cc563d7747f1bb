import { Duplex } from 'node:stream';
import { withLateClose } from '../late-close.ts';
import { dial, type Place, type Tls } from '../secure-socket.ts';

/** More bytes came from the server than the reader was ready to hold. */
export class AnswerTooLarge extends Error {
  constructor(readonly bytes: number) {
    super(`the answer is larger than ${bytes} bytes`);
    this.name = 'AnswerTooLarge';
  }
}

type Inner = Duplex & { readonly readyState: string };

/**
 * A connection to Postgres that is cut, with AnswerTooLarge, once more than `most` bytes have come from it: whatever a
 * statement makes, no more than that is ever held by this process.
 */
export class MeteredSocket extends Duplex {
  private received = 0;

  constructor(
    private readonly inner: Inner,
    private readonly most: number,
  ) {
    super();
    inner.on('data', (chunk: Buffer) => this.receive(chunk));
    inner.on('end', () => this.push(null));
    inner.on('error', (error) => this.destroy(error));
    inner.on('close', () => this.destroy());
  }

  /** postgres.js ends a connection by this. */
  get readyState(): string {
    return this.destroyed ? 'closed' : this.inner.readyState;
  }

  /** Gives what was written last a moment to leave, then cuts the connection. */
  destroySoon(): void {
    setTimeout(() => this.destroy(), 100).unref();
  }

  private receive(chunk: Buffer): void {
    this.received += chunk.length;
    if (this.received > this.most) this.destroy(new AnswerTooLarge(this.most));
    else if (!this.push(chunk)) this.inner.pause();
  }

  override _read(): void {
    this.inner.resume();
  }

  override _write(chunk: Buffer, encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.inner.write(chunk, encoding, done);
  }

  override _final(done: (error?: Error | null) => void): void {
    this.inner.end(() => done());
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.inner.destroy();
    done(error);
  }
}

const BACKEND_KEY_DATA = 0x4b;

/** Reads along until the server has named its process: messages are a letter, a length that counts itself, a body. */
function listenForProcess(inner: Inner, onProcess: (pid: number) => void): void {
  let heard = Buffer.alloc(0);
  const listen = (chunk: Buffer) => {
    heard = Buffer.concat([heard, chunk]);
    while (heard.length >= 9 && heard.length > heard.readUInt32BE(1)) {
      if (heard[0] === BACKEND_KEY_DATA) {
        onProcess(heard.readUInt32BE(5));
        heard = Buffer.alloc(0);
        inner.off('data', listen);
        return;
      }
      heard = heard.subarray(heard.readUInt32BE(1) + 1);
    }
    if (heard.length > 65536) inner.off('data', listen);
  };
  inner.on('data', listen);
}

/**
 * Opens a metered connection. `onProcess` hears the number of the server's process for it. That nobody answers is heard
 * by its events: postgres.js would never try again after a promise that fails.
 */
export function openMetered(
  place: Place,
  tls: Tls | null,
  most: number,
  onProcess?: (pid: number) => void,
): MeteredSocket {
  const inner = dial(place, tls);
  if (onProcess) listenForProcess(inner, onProcess);
  return withLateClose(new MeteredSocket(inner, most));
}
