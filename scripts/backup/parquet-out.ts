import { execFile } from 'node:child_process';
import { closeSync, constants, createWriteStream, openSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { Duck } from '../ingest/duck.ts';
import { identifier, literal } from '../ingest/quote.ts';
import { allowFor } from './frugal-duck.ts';
import { csvType, fromCsv } from './types.ts';

const LEAST_LINE = 2 ** 20;
const LEAST_BUFFER = 2 ** 24;

let made = 0;

interface Target {
  /** With their types in Postgres. */
  columns: readonly { name: string; type: string }[];
  path: string;
  /** Bytes of the largest row. */
  largestRow: number;
}

/**
 * Writes a Parquet file from rows of CSV as Postgres writes them, as fast as DuckDB takes them. `folder` is for the
 * pipe between.
 *
 * Throws the error of the stream if that broke, else DuckDB's own; what is written then is of no use.
 */
export async function writeParquet(duck: Duck, folder: string, target: Target, csv: Readable): Promise<void> {
  await allowFor(duck, target.largestRow);
  const fifo = join(folder, `csv-out-${made++}`);
  await promisify(execFile)('mkfifo', [fifo]);
  const writing = duck.run(statement(fifo, target)).finally(() => release(fifo));
  const [written, fed] = await Promise.allSettled([writing, pipeline(csv, createWriteStream(fifo))]);
  rmSync(fifo, { force: true });
  const isConsequence = fed.status === 'rejected' && (fed.reason as NodeJS.ErrnoException).code === 'EPIPE';
  if (fed.status === 'rejected' && !isConsequence) throw fed.reason;
  if (written.status === 'rejected') throw written.reason;
  if (isConsequence) throw new Error(`DuckDB did not read all rows of ${target.path}.`);
}

function statement(fifo: string, { columns, path, largestRow }: Target): string {
  // Bytes are twice as long in hexadecimal, and so is a text of quotes.
  const line = Math.max(LEAST_LINE, 2 * largestRow + 2 ** 16);
  const types = columns.map(({ type }, i) => `c${i}: ${csvType(type)}`).join(', ');
  const picked = columns.map(({ name, type }, i) => `${fromCsv(type, `c${i}`)} AS ${identifier(name)}`).join(', ');
  return `
    COPY (SELECT ${picked} FROM read_csv(${literal(fifo)}, header = false, columns = {${types}}, auto_detect = false,
      delim = ',', quote = '"', escape = '"', new_line = '\\n', nullstr = '', allow_quoted_nulls = false,
      parallel = false, max_line_size = ${line}, buffer_size = ${Math.max(LEAST_BUFFER, 2 * line)}))
    TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`;
}

/** Lets go of a writer that still waits for DuckDB to open the pipe, which failed before it did. */
function release(fifo: string): void {
  closeSync(openSync(fifo, constants.O_RDONLY | constants.O_NONBLOCK));
}
