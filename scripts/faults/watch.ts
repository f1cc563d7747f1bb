import { setTimeout as sleep } from 'node:timers/promises';
import { ask, QUESTIONS } from './answers.ts';

/** One answer that was not right, on the clock of performance.now(). */
export interface Miss {
  path: string;
  kind: 'late' | 'away' | 'wrong';
  detail: string;
  ended: number;
}

export interface Watched {
  answers: number;
  misses: Miss[];
}

/** At least; a reader waits as long as it had to wait, so that readers alone never fill a machine. */
const PAUSE_MS = 15;
/** Whoever was refused does not ask again at once: a server that starts needs the processor. */
const REFUSED_PAUSE_MS = 60;
/** So many right answers in a row to each question are called recovered. */
const IN_A_ROW = 3;

/**
 * Readers that ask every question again and again, each a reader of its own, and compare each answer with those that are
 * right: `versions`, of which one must hold as a whole.
 */
export class Watch {
  private readonly misses: Miss[] = [];
  private readonly rows = new Map<string, number>();
  private answers = 0;
  private isEnding = false;
  private readonly readers: Promise<void>[];

  constructor(
    private readonly address: () => string,
    private readonly versions: Map<string, string>[],
  ) {
    this.readers = QUESTIONS.map((path) => this.read(path));
  }

  private async read(path: string): Promise<void> {
    for (let turn = 0; !this.isEnding; turn++) {
      const began = performance.now();
      const answer = await ask(this.address(), path, turn % 2 === 0);
      const ended = performance.now();
      this.answers++;
      const isRight = answer.kind === 'whole' && this.versions.some((version) => version.get(path) === answer.text);
      this.rows.set(path, isRight ? (this.rows.get(path) ?? 0) + 1 : 0);
      if (answer.kind !== 'whole') this.misses.push({ path, ...answer, ended });
      else if (!isRight) this.misses.push({ path, kind: 'wrong', detail: `200 with ${answer.text}`, ended });
      await sleep(answer.kind === 'away' ? REFUSED_PAUSE_MS : Math.max(PAUSE_MS, ended - began));
    }
  }

  /** Returns when every question has been answered rightly three times in a row from now on, or after so many seconds. */
  async settled(seconds: number): Promise<void> {
    this.rows.clear();
    const end = performance.now() + seconds * 1000;
    while (performance.now() < end) {
      if (QUESTIONS.every((path) => (this.rows.get(path) ?? 0) >= IN_A_ROW)) return;
      await sleep(20);
    }
  }

  async end(): Promise<Watched> {
    this.isEnding = true;
    await Promise.all(this.readers);
    return { answers: this.answers, misses: this.misses };
  }
}
