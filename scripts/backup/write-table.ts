import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { TableDefinition } from '../../db/versions/describe.ts';
import { rowRanges } from '../../db/versions/row-ranges.ts';
import type { Snapshot } from '../../db/versions/snapshot.ts';
import type { Duck } from '../ingest/duck.ts';
import { fileLiteral, identifier } from '../ingest/quote.ts';
import type { BackedUpFile, BackedUpTable } from './manifest.ts';
import { writeParquet } from './parquet-out.ts';

/** Large values that go into one file. */
const FILE_BYTES = 2 ** 24;

export interface Writing {
  snapshot: Snapshot;
  duck: Duck;
  /** For what is too large for memory. */
  temporary: string;
  /** The backup's folder. */
  out: string;
  signal: AbortSignal;
}

/** Writes a table's rows into Parquet files within `subfolder` of the backup. Throws when they are not all there. */
export async function writeTable(
  writing: Writing,
  schemaName: string,
  table: TableDefinition,
  subfolder: string,
): Promise<BackedUpTable> {
  const { snapshot, signal } = writing;
  const { name, columns } = table;
  const { rows, ranges } = await rowRanges(snapshot.session, { schemaName, table: name, columns }, FILE_BYTES);
  const picked = columns.map((column) => identifier(column.name)).join(', ');
  const files: BackedUpFile[] = [];
  for (const [i, { condition, largestRow }] of ranges.entries()) {
    signal.throwIfAborted();
    const stem = `${subfolder}${encodeURIComponent(name)}`;
    const path = ranges.length === 1 ? `${stem}.parquet` : `${stem}-${i + 1}.parquet`;
    const query = `select ${picked} from ${identifier(schemaName)}.${identifier(name)}
      ${condition && `where ${condition}`}`;
    const target = { columns, path: join(writing.out, path), largestRow };
    await snapshot.copyOut(query, (csv) => writeParquet(writing.duck, writing.temporary, target, csv));
    files.push({ ...(await describeFile(writing.duck, writing.out, path, signal)), largestRow });
  }
  const written = files.reduce((sum, file) => sum + file.rows, 0);
  if (written !== rows) throw new Error(`${schemaName}.${name} has ${rows} rows, but ${written} were written.`);
  return { ...table, rows, files };
}

/** A file of the backup: its length, rows and content hash. Reads all of it. */
export async function describeFile(
  duck: Duck,
  folder: string,
  path: string,
  signal: AbortSignal,
): Promise<Omit<BackedUpFile, 'largestRow'>> {
  const file = join(folder, path);
  const { size } = await stat(file);
  const [totals] = await duck.rows<{ rows: string }>(
    `SELECT num_rows AS rows FROM parquet_file_metadata(${fileLiteral(file)})`,
  );
  return { path, rows: Number(totals?.rows), bytes: size, sha256: await hashFile(file, signal) };
}

export async function hashFile(path: string, signal: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20, signal }), hash);
  return hash.digest('hex');
}
