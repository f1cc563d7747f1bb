import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { DataCard } from '../../db/data-card.ts';
import { SetupError } from '../../db/setup-error.ts';
import { type ChosenColumns, chooseColumns, type FileColumn } from './columns.ts';
import type { Duck } from './duck.ts';
import type { FoundFile } from './find-files.ts';
import { fileLiteral } from './quote.ts';
import { readCard } from './read-card.ts';

export interface OpenedFile extends FoundFile, ChosenColumns {
  sha256: string;
  bytes: number;
  /** Rows in the file, before anything is left out. */
  rows: number;
  /** All its columns with their types, as text: files of one layout can be read as one. */
  layout: string;
  /** How it was made from others, where it says so. */
  card: DataCard | null;
}

/**
 * A Parquet file's columns, length and content hash. Reads all of it once, for the hash.
 *
 * Throws a SetupError naming the file when it cannot be read, is no Parquet file, is cut short or has no URL column.
 */
export async function openFile(duck: Duck, file: FoundFile, signal: AbortSignal): Promise<OpenedFile> {
  return namingFile(file.label, async () => {
    const { size } = await stat(file.path);
    const name = fileLiteral(file.path);
    const [totals] = await duck.rows<{ rows: string }>(`SELECT num_rows AS rows FROM parquet_file_metadata(${name})`);
    const rows = Number(totals?.rows);
    const all = await readColumns(duck, name);
    const { columns, notices } = chooseColumns(all);
    const found = await readCard(duck, name, rows);
    const hash = createHash('sha256');
    await pipeline(createReadStream(file.path, { highWaterMark: 1 << 20, signal }), hash);
    const said = { columns, layout: JSON.stringify(all), notices: [...notices, ...found.notices], card: found.card };
    return { ...file, ...said, sha256: hash.digest('hex'), bytes: size, rows };
  });
}

/** Runs `work`; what it throws becomes a SetupError that begins with the file's name. */
export async function namingFile<T>(label: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (/interrupt|abort/i.test(String(error))) throw error;
    const [line = ''] = (error as Error).message.split('\n');
    throw new SetupError(`${label}: ${line.replace(/^(Invalid Input|IO|Invalid) Error: /, '').replace(/\.?$/, '.')}`);
  }
}

async function readColumns(duck: Duck, name: string): Promise<FileColumn[]> {
  const described = await duck.rows<{ column_name: string; column_type: string }>(
    `DESCRIBE SELECT * FROM read_parquet(${name}, binary_as_string = true)`,
  );
  const names = topLevel(await duck.rows<SchemaElement>(`SELECT name, num_children FROM parquet_schema(${name})`));
  return described.map(({ column_name, column_type }, i) => ({
    name: names.length === described.length ? (names[i] as string) : column_name,
    duckName: column_name,
    type: column_type,
  }));
}

interface SchemaElement {
  name: string;
  num_children: string | null;
}

/** The schema is a tree written depth first; its first element is the root. */
function topLevel(elements: SchemaElement[]): string[] {
  const names: string[] = [];
  const skip = (i: number): number => {
    let next = i + 1;
    for (let child = 0; child < Number(elements[i]?.num_children ?? 0); child++) next = skip(next);
    return next;
  };
  for (let i = 1; i < elements.length; i = skip(i)) names.push(elements[i]?.name ?? '');
  return names;
}
