/** Too many wait already. Its code is Postgres's for too many connections, and becomes status 503. */
export class TooBusy extends Error {
  readonly code = '53300';
  override readonly name = 'TooBusy';
}

/** Known by its name: every bundle of pages brings a class of its own, while they share one line. */
export const isTooBusy = (error: unknown): error is TooBusy => error instanceof Error && error.name === 'TooBusy';

/** Lets so many work at once, the others wait in line. */
export class Turns {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly most: number,
    private readonly longestLine: number,
  ) {}

  /** Does the work when it is its turn. Throws TooBusy when the line is long, or the signal's reason. */
  async take<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    if (this.running >= this.most) {
      if (this.waiting.length >= this.longestLine) throw new TooBusy('Too many statements are waiting already.');
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    } else this.running++;
    try {
      signal?.throwIfAborted();
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}
