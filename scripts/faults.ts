import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { SetupError } from '../db/setup-error.ts';
import { faultOptions } from './faults/options.ts';
import { faultTable, machine } from './faults/report.ts';
import { FAULTS, runFaults } from './faults/run.ts';
import { mayMount } from './faults/small-disk.ts';
import type { Trial } from './faults/trial.ts';

function tell({ fault, broken, recovery, note, log }: Trial): void {
  const state =
    broken.length === 0 ? 'held' : `BROKEN\n  ${broken.slice(0, 12).join('\n  ')}\nThe server said: …${log}`;
  console.log(`${fault.name}: recovered in ${recovery.toFixed(1)} s${note ? `; ${note}` : ''}; ${state}`);
}

const textOf = (trials: Trial[]) => `${machine()}\n\n${faultTable(trials)}\n`;

async function main(): Promise<number> {
  const { times, only, out } = faultOptions(
    process.argv.slice(2),
    FAULTS.map(({ name }) => name),
  );
  const wanted = FAULTS.filter(({ name }) => only.length === 0 || only.includes(name));
  const possible = wanted.filter(({ base }) => base !== 'own, small disk' || mayMount());
  for (const fault of wanted)
    if (!possible.includes(fault)) console.log(`${fault.name}: left out, it takes root and the right to mount`);
  mkdirSync(dirname(out), { recursive: true });
  const onTrial = (trial: Trial, trials: Trial[]) => {
    tell(trial);
    writeFileSync(out, textOf(trials));
  };
  const trials = await runFaults(possible, { times, onTrial });
  console.log(`\n${textOf(trials)}`);
  const broken = trials.filter((trial) => trial.broken.length > 0).length;
  console.log(`${trials.length - broken} passed, ${broken} failed`);
  return broken === 0 ? 0 : 1;
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    console.error(error instanceof SetupError ? error.message : error);
    process.exitCode = 1;
  },
);
