import type { Fault } from './fault.ts';
import { INGEST_FAULTS } from './ingest-faults.ts';
import { POSTGRES_FAULTS } from './postgres-faults.ts';
import { PROCESS_FAULTS } from './process-faults.ts';
import { type Base, Rig } from './rig.ts';
import { STATEMENT_FAULTS } from './statement-faults.ts';
import { type Trial, tryFault } from './trial.ts';

export const FAULTS: Fault[] = [...POSTGRES_FAULTS, ...STATEMENT_FAULTS, ...PROCESS_FAULTS, ...INGEST_FAULTS];

/** Settings of the web server that is harmed: visitors' statements that never end are given up soon. */
export const SETTINGS = { SQL_TIME_LIMIT_MS: '2000' };

export interface RunOptions {
  /** How often each is done. */
  times: number;
  /** Hears of each trial when it is over, with all there are by then. */
  onTrial?: (trial: Trial, trials: Trial[]) => void;
}

const BASES: Base[] = ['given', 'own', 'own, small disk'];

/** Those of one kind of database together, in the order that costs the fewest moves. */
export const inOrder = (faults: Fault[]): Fault[] =>
  BASES.flatMap((base) => faults.filter((fault) => fault.base === base));

/** Does each fault so many times, one after another. */
export async function runFaults(faults: Fault[], { times, onTrial = () => {} }: RunOptions): Promise<Trial[]> {
  const trials: Trial[] = [];
  const rig = await Rig.open({ env: SETTINGS });
  try {
    for (const base of BASES) {
      // In rounds: what is broken off has done each as often.
      for (let time = 0; time < times; time++) {
        for (const fault of faults.filter((each) => each.base === base)) {
          await rig.use(base);
          const trial = await tryFault(fault, rig);
          trials.push(trial);
          onTrial(trial, trials);
        }
      }
    }
  } finally {
    await rig.close();
  }
  return trials;
}
