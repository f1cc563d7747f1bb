const TICK_MS = 500;
/** Ticks without a word after which nobody waits for it any more. */
const SILENT = 3;
/** Ticks without a word after which it is given up: no single step of it takes a second, on a machine with time for it. */
const DEAD = 20;
/** Until its first word it may be loading its program, on a machine that is busy. */
const UNBORN = 120;

export interface Watched {
  /** Asks for a word; called every half second. */
  ping(): void;
  /** It has said nothing for a second and a half. Called once a silence. */
  onSilent(): void;
  /** It has said nothing for ten seconds, or nothing at all for a minute after its start. */
  onDead(): void;
}

/**
 * Watches another process that may stand still or loop without end. Ticks are counted, not time: while this process
 * stood still itself, or the machine slept, nothing is held against the other.
 */
export class Watchdog {
  private ticks = 0;
  private hasHeard = false;
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly watched: Watched) {
    this.timer = setInterval(() => this.tick(), TICK_MS);
    this.timer.unref();
  }

  /** Whether it is of no use to ask it just now. */
  get isSilent(): boolean {
    return this.hasHeard && this.ticks >= SILENT;
  }

  heard(): void {
    this.ticks = 0;
    this.hasHeard = true;
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private tick(): void {
    this.ticks++;
    if (this.hasHeard && this.ticks === SILENT) this.watched.onSilent();
    if (this.ticks === (this.hasHeard ? DEAD : UNBORN)) this.watched.onDead();
    this.watched.ping();
  }
}
