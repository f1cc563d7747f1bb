import { parseArgs } from 'node:util';
import { SetupError } from '../../db/setup-error.ts';

export const BACKUP_USAGE = `npm run backup -- --out DIR [--dataset NAME]

DIR is a new or an empty folder. Without --dataset all datasets are backed up.`;

export const RESTORE_USAGE = `npm run restore -- DIR [--dataset NAME] [--name NAME] [--replace]

DIR is a folder that npm run backup made. --dataset restores one of several, --name restores it under another name.`;

export interface BackupOptions {
  out: string;
  /** Null: all. */
  dataset: string | null;
}

export interface RestoreOptions {
  folder: string;
  /** Which of the backup's; null: all. */
  dataset: string | null;
  /** What it is to be called; null: as it was. */
  name: string | null;
  /** Whether a dataset of that name may be replaced. */
  replace: boolean;
}

/** The options of `npm run backup`. Throws a SetupError with the first mistake and the usage. */
export function parseBackupArguments(argv: string[]): BackupOptions {
  return explained(BACKUP_USAGE, () => {
    const options = { out: { type: 'string' }, dataset: { type: 'string' } } as const;
    const { values } = parseArgs({ args: argv, options });
    if (!values.out) throw new Error('--out is missing.');
    return { out: values.out, dataset: values.dataset ?? null };
  });
}

/** The options of `npm run restore`. Throws a SetupError with the first mistake and the usage. */
export function parseRestoreArguments(argv: string[]): RestoreOptions {
  return explained(RESTORE_USAGE, () => {
    const options = {
      dataset: { type: 'string' },
      name: { type: 'string' },
      replace: { type: 'boolean' },
    } as const;
    const { values, positionals } = parseArgs({ args: argv, options, allowPositionals: true });
    const [folder, ...more] = positionals;
    if (!folder) throw new Error('No DIR is given.');
    if (more.length > 0) throw new Error('More than one DIR is given.');
    const { dataset = null, name = null, replace = false } = values;
    return { folder, dataset, name, replace };
  });
}

function explained<T>(usage: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    throw new SetupError(`${(error as Error).message}\n\n${usage}`);
  }
}
