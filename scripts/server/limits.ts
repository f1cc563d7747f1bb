import { RateLimiterMemory, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Asked } from './asked.ts';
import { clientKey, isLoopback } from './client-address.ts';

export interface LimitSettings {
  /** Requests of one client in a minute, costly ones counted several times; 0: no limit of any kind. */
  perMinute: number;
  /** Requests of one client under way at once. */
  atOnce: number;
  /** Whether clients on this machine are limited, too. */
  loopback: boolean;
}

/** Costly requests of one client under way at once: fewer than the pools they run on have connections. */
const COSTLY_AT_ONCE = 3;
const MINUTE = 60;

/** May go on, and says when it has ended; or in how many seconds it may try again, and why. */
export type Admission = { leave: () => void } | { retryAfter: number; why: string };

interface UnderWay {
  all: number;
  costly: number;
}

/** How much one client may ask. Kept in memory: a server that is started again knows nothing of what was before. */
export class Limits {
  private readonly rate: RateLimiterMemory | null;
  private readonly underWay = new Map<string, UnderWay>();

  constructor(private readonly settings: LimitSettings) {
    const { perMinute } = settings;
    this.rate = perMinute > 0 ? new RateLimiterMemory({ points: perMinute, duration: MINUTE }) : null;
  }

  async admit(address: string, asked: Asked): Promise<Admission> {
    if (!this.rate || asked.weight === 0) return { leave: () => {} };
    if (!this.settings.loopback && isLoopback(address)) return { leave: () => {} };
    const key = clientKey(address);
    const now = this.underWay.get(key) ?? { all: 0, costly: 0 };
    if (now.all >= this.settings.atOnce) return { retryAfter: 1, why: tooManyAtOnce(this.settings.atOnce) };
    if (asked.isCostly && now.costly >= COSTLY_AT_ONCE) {
      return {
        retryAfter: 5,
        why: `Too many exports, reports and statements at once: at most ${COSTLY_AT_ONCE} of a client.`,
      };
    }
    // Entered before the first await: those that come meanwhile are to see it.
    const leave = this.enter(key, asked.isCostly);
    const seconds = await this.secondsToWait(key, asked.weight);
    if (seconds === 0) return { leave };
    leave();
    return { retryAfter: seconds, why: `Too many requests. Try again in ${seconds} s.` };
  }

  private async secondsToWait(key: string, weight: number): Promise<number> {
    try {
      await this.rate?.consume(key, weight);
      return 0;
    } catch (refused) {
      if (refused instanceof Error) throw refused;
      return Math.max(1, Math.ceil((refused as RateLimiterRes).msBeforeNext / 1000));
    }
  }

  private enter(key: string, isCostly: boolean): () => void {
    const now = this.underWay.get(key) ?? { all: 0, costly: 0 };
    this.underWay.set(key, now);
    now.all++;
    if (isCostly) now.costly++;
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      now.all--;
      if (isCostly) now.costly--;
      if (now.all === 0) this.underWay.delete(key);
    };
  }
}

const tooManyAtOnce = (most: number) => `Too many requests at once: at most ${most} of a client.`;
