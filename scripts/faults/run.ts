import type { Fault } from './fault.ts';
import { INGEST_FAULTS } from './ingest-faults.ts';
import { POSTGRES_FAULTS } from './postgres-faults.ts';
import { PROCESS_FAULTS } from './process-faults.ts';
import { type Base, Rig } from './rig.ts';
import { STATEMENT_FAULTS } from './statement-faults.ts';
import { type Trial, tryFault } from './trial.ts';

export const FAULTS: Fault[] = [...POSTGRES_FAULTS, ...STATEMENT_FAULTS, ...PROCESS_FAULTS, ...INGEST_FAULTS];

export interface RunOptions {
  /** How often each is done. */
  times: number;
  /** Settings of the servers beside those of the database. */
  env?: Record<string, string>;
  /** Seconds that errors may go on after a fault's end. */
  patience?: number;
  /** Hears of each trial when it is over. */
  onTrial?: (trial: Trial) => void;
}

const BASES: Base[] = ['own', 'given', 'own, small disk'];

/** Does each fault so many times, one after another, those of one kind of database together. */
export async function runFaults(faults: Fault[], options: RunOptions): Promise<Trial[]> {
  const { times, env = {}, patience = 5, onTrial = () => {} } = options;
  const sorted = BASES.flatMap((base) => faults.filter((fault) => fault.base === base));
  const trials: Trial[] = [];
  const rig = await Rig.open(env);
  try {
    for (const fault of sorted) {
      await rig.use(fault.base);
      for (let time = 0; time < times; time++) {
        const trial = await tryFault(fault, rig, patience);
        trials.push(trial);
        onTrial(trial);
      }
    }
  } finally {
    await rig.close();
  }
  return trials;
}
