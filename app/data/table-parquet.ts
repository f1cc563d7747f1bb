import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Column } from '../../db/catalog.ts';
import type { Row, Value } from '../../db/query.ts';
import type { TableReading } from '../_answer/reading.ts';
import { exchange } from '../_http/exchange.ts';
import { cacheControl, textReply } from '../_http/reply.ts';
import { everyRow, exportedColumns, exportLimit, withLabels } from './export-rows.ts';
import { cellText } from './table-csv.ts';

const TYPES: Record<string, string> = {
  smallint: 'SMALLINT',
  integer: 'INTEGER',
  bigint: 'BIGINT',
  real: 'FLOAT',
  'double precision': 'DOUBLE',
  boolean: 'BOOLEAN',
};

const typeOf = (column: Column, isLabel: boolean) => (isLabel ? 'VARCHAR' : (TYPES[column.sqlType] ?? 'VARCHAR'));

const quotedCell = (value: Value | undefined, column: Column) =>
  value === null || value === undefined ? '' : `"${cellText(value, column).replaceAll('"', '""')}"`;

/** Every row as CSV in which what is quoted is not null: the child tells an empty caption from a missing one. */
async function* quotedLines(reading: TableReading, batches: AsyncIterable<Row[]>): AsyncGenerator<string> {
  const columns = exportedColumns(reading);
  for await (const rows of batches) {
    const shown = await withLabels(reading, rows, exportLimit(reading));
    yield shown
      .map((row) => `${columns.map(({ name, column }) => quotedCell(row[name], column)).join(',')}\n`)
      .join('');
  }
}

/** The bytes of the child; an end without success is an error, so that the connection is cut. */
async function* bytesOf(child: ChildProcessWithoutNullStreams, feeding: Promise<unknown>): AsyncGenerator<Uint8Array> {
  const ended = once(child, 'close');
  try {
    for await (const chunk of child.stdout) yield chunk as Uint8Array;
    await feeding;
    const [status] = await ended;
    if (status !== 0) throw new Error(`The Parquet writer ended with status ${status}.`);
  } finally {
    child.kill();
  }
}

/** Feeds the child; it is told to end when the rows fail, for a part must not look like a whole file. */
async function feed(child: ChildProcessWithoutNullStreams, lines: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(lines), child.stdin);
  } catch (error) {
    child.kill();
    throw error;
  }
}

/** The rows once the first are there: what fails before them gets its status, and no child waits for a connection. */
async function begun(batches: AsyncGenerator<Row[]>): Promise<AsyncGenerator<Row[]>> {
  const first = await batches.next();
  async function* again(): AsyncGenerator<Row[]> {
    try {
      if (!first.done) yield first.value;
      yield* batches;
    } finally {
      await batches.return(undefined);
    }
  }
  return again();
}

/**
 * Every row of the question as Parquet, written by DuckDB in a child process; memory does not grow with the size. There
 * are as many children as connections for exports.
 */
export async function tableParquet(reading: TableReading): Promise<Response> {
  const { request, table } = reading;
  const batches = await begun(everyRow(reading));
  const columns = Object.fromEntries(
    exportedColumns(reading).map(({ name, column, isLabel }) => [name, typeOf(column, isLabel)]),
  );
  const script = join(process.cwd(), 'scripts/parquet.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(columns)], {
    stdio: 'pipe',
    signal: exchange().signal,
  });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.stderr.pipe(process.stderr, { end: false });
  const feeding = feed(child, quotedLines(reading, batches));
  feeding.catch(() => {});
  const body = Readable.toWeb(Readable.from(bytesOf(child, feeding))) as ReadableStream;
  return textReply(body, 'application/vnd.apache.parquet', {
    'cache-control': cacheControl(request.ttl),
    'content-disposition': `attachment; filename="${table.name.replace(/[^A-Za-z0-9_.-]/g, '_')}.parquet"`,
  });
}
