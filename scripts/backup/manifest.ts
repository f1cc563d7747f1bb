import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SetupError } from '../../db/setup-error.ts';
import type { SchemaDefinition, TableDefinition } from '../../db/versions/describe.ts';
import type { DatasetRow } from '../../db/versions/history.ts';
import type { ReadFile } from '../../db/versions/publish.ts';

/**
 * Counts up when folders of the form before cannot be taken as they are: another form of backup.json, or another
 * template.norm, whose words the backed-up ones are not.
 */
export const FORMAT = 1;

const MANIFEST = 'backup.json';

export interface BackedUpFile {
  /** Within the folder, with `/`. */
  path: string;
  rows: number;
  /** Bytes of its largest row, or a little more. */
  largestRow: number;
  bytes: number;
  sha256: string;
}

export interface BackedUpTable extends TableDefinition {
  rows: number;
  files: BackedUpFile[];
}

export interface BackedUpDataset {
  dataset: DatasetRow;
  version: { fingerprint: string; files: ReadFile[] };
  tables: BackedUpTable[];
  views: SchemaDefinition['views'];
}

/** What backup.json holds: everything but the rows of the tables. */
export interface Manifest {
  /** As an ISO time. */
  madeAt: string;
  datasets: BackedUpDataset[];
  /** The table catalog.exclusion. */
  exclusions: BackedUpTable;
}

const hashOf = (manifest: unknown) => createHash('sha256').update(JSON.stringify(manifest)).digest('hex');

/** Writes backup.json, which makes a backup of the folder: at once or not at all. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const path = join(folder, MANIFEST);
  const text = JSON.stringify({ format: FORMAT, sha256: hashOf(manifest), backup: manifest }, null, 2);
  await writeFile(`${path}.part`, `${text}\n`, { flush: true });
  await rename(`${path}.part`, path);
}

/** Reads backup.json. Throws a SetupError when it is missing, damaged or of a newer form. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, MANIFEST);
  const text = await readFile(path, 'utf8').catch(() => {
    throw new SetupError(`${folder} is no backup: it holds no ${MANIFEST} that can be read.`);
  });
  const { format, sha256, backup } = parsed(path, text);
  if (typeof format === 'number' && format > FORMAT) {
    throw new SetupError(`${path} is of format ${format}, and this program knows ${FORMAT}: use a newer one.`);
  }
  if (!backup || format !== FORMAT || sha256 !== hashOf(backup)) {
    throw new SetupError(`${path} is damaged: it does not have the content that was written.`);
  }
  return backup;
}

function parsed(path: string, text: string): { format?: unknown; sha256?: unknown; backup?: Manifest } {
  try {
    return Object(JSON.parse(text));
  } catch {
    throw new SetupError(`${path} is damaged: it is no JSON.`);
  }
}
