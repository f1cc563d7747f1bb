import type { Base, Rig } from './rig.ts';

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
  /**
   * Whether readers may be refused until five seconds after its end. That something took too long may be said then
   * whatever the fault; a wrong answer is never allowed.
   */
  mayBreak: boolean;
  /** Does it, while readers read. Throws when what it does ends otherwise than it should. */
  strike(rig: Rig): Promise<Strike>;
}
