import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { cut } from './cut.ts';

/** How far an answer had come when it was last looked at, and when that changed. */
interface Progress {
  bytes: number;
  since: number;
}

/**
 * The answers under way. One whose client has read nothing for `patience` milliseconds is cut off, for it holds a cursor
 * and a connection of the database. An answer that waits for the database is no such one: nothing of it waits for the
 * client.
 */
export class RunningAnswers {
  private readonly progress = new Map<ServerResponse, Progress>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly patience: number) {
    this.timer = setInterval(() => this.cutStalled(), Math.max(50, Math.min(5000, patience / 4)));
    this.timer.unref();
  }

  watch(response: ServerResponse): void {
    this.progress.set(response, { bytes: 0, since: Date.now() });
    response.once('close', () => this.progress.delete(response));
  }

  get size(): number {
    return this.progress.size;
  }

  /** Cuts all of them off, so that no client takes its part for the whole, and returns when they are closed. */
  async cutAll(): Promise<void> {
    clearInterval(this.timer);
    const cutOff = [...this.progress.keys()].map((response) => {
      const closed = once(response, 'close');
      cut(response);
      return closed;
    });
    await Promise.all(cutOff);
  }

  private cutStalled(): void {
    for (const [response, { bytes, since }] of this.progress) {
      const { socket } = response;
      // Of several answers on a connection only the first is being sent.
      if (!socket) continue;
      const sent = socket.bytesWritten - socket.writableLength;
      const isWaiting = socket.writableLength > 0 && sent === bytes;
      if (!isWaiting) this.progress.set(response, { bytes: sent, since: Date.now() });
      else if (Date.now() - since >= this.patience) cut(response);
    }
  }
}
