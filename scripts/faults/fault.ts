import type { Base, Rig } from './rig.ts';

/** What a harm may do to readers until five seconds after its end; a wrong answer is never allowed. */
export type Allowed = 'away' | 'late';

export interface Strike {
  /** When the fault had ended, on the clock of performance.now(). */
  ended: number;
  /** What else was found, for the table. */
  note?: string;
}

export interface Fault {
  /** For --only. */
  name: string;
  /** What is done, for the table. */
  done: string;
  base: Base;
  allowed: Allowed[];
  /** Does it, while readers read. Throws when what it does ends otherwise than it should. */
  strike(rig: Rig): Promise<Strike>;
}
