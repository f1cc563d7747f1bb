import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../../db/setup-error.ts';
import type { Duck } from '../ingest/duck.ts';
import type { BackedUpFile, BackedUpTable, Manifest } from './manifest.ts';
import { describeFile } from './write-table.ts';

/** The tables of a backup: those of its datasets, and the exclusions. */
export const tablesOf = ({ datasets, exclusions }: Manifest): BackedUpTable[] => [
  ...datasets.flatMap(({ tables }) => tables),
  exclusions,
];

/** Throws a SetupError for the first file of a backup that is missing or not as it was written. Reads all of them. */
export async function checkFiles(duck: Duck, folder: string, manifest: Manifest, signal: AbortSignal): Promise<void> {
  for (const { name, rows, files } of tablesOf(manifest)) {
    if (files.reduce((sum, file) => sum + file.rows, 0) !== rows)
      throw new SetupError(`${folder} is damaged: the files of ${name} do not have its ${rows} rows.`);
    for (const file of files) await checkFile(duck, folder, file, signal);
  }
}

async function checkFile(duck: Duck, folder: string, file: BackedUpFile, signal: AbortSignal): Promise<void> {
  const path = join(folder, file.path);
  const size = await stat(path).then(
    (found) => found.size,
    () => {
      throw new SetupError(`${path} is missing, or cannot be read.`);
    },
  );
  const damaged = new SetupError(`${path} is damaged: it does not have the content that was written.`);
  if (size !== file.bytes) throw damaged;
  const found = await describeFile(duck, folder, file.path, signal).catch((error: unknown) => {
    throw signal.aborted ? error : damaged;
  });
  if (found.sha256 !== file.sha256 || found.rows !== file.rows) throw damaged;
}
