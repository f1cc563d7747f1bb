import { availableParallelism } from 'node:os';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** What DuckDB may hold in memory; beyond it, it works on disk. Node's own share comes on top. */
const MEMORY_LIMIT = '1GB';
const WATCH_INTERVAL_MS = 300;

export interface Duck {
  run(statement: string): Promise<void>;
  /** All rows of an answer that is known to be short; 64-bit integers come as text, NaN as text. */
  rows<T>(statement: string): Promise<T[]>;
  /** The first column of an answer of any length, a few thousand values at a time. */
  column(statement: string): AsyncIterable<(string | null)[]>;
  /** The rows of an answer of any length, each an array of its values. */
  each(statement: string): AsyncIterable<(string | number | null)[]>;
  /** Adds rows to a table, each an array of texts, numbers or nulls in the order of its columns. */
  append(table: string, rows: Iterable<readonly (string | number | null)[]>): Promise<void>;
  /** Tells now and then how far the running query is, from 0 to 1, until `stop` is called. */
  watch(onProgress: (part: number) => void): () => void;
  /** Ends whatever runs; it then throws. */
  interrupt(): void;
  close(): void;
}

/** A DuckDB of its own, in memory, spilling into `folder` what does not fit. */
export async function openDuck(folder: string): Promise<Duck> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(availableParallelism()),
    memory_limit: MEMORY_LIMIT,
    temp_directory: folder,
    preserve_insertion_order: 'true',
  });
  const connection = await instance.connect();
  await connection.run('SET enable_progress_bar = true');
  await connection.run('SET enable_progress_bar_print = false');
  // Rows are added on a second connection, so that an answer can be read on the first meanwhile.
  const writer = await instance.connect();
  return {
    run: async (statement) => void (await connection.run(statement)),
    rows: async <T>(statement: string) => {
      const reader = await connection.runAndReadAll(statement);
      return reader.getRowObjectsJson() as T[];
    },
    column: (statement) => firstColumn(connection, statement),
    each: (statement) => eachRow(connection, statement),
    append: (table, rows) => append(writer, table, rows),
    watch: (onProgress) => watch(connection, onProgress),
    interrupt: () => {
      connection.interrupt();
      writer.interrupt();
    },
    close: () => {
      connection.closeSync();
      writer.closeSync();
      instance.closeSync();
    },
  };
}

function watch(connection: DuckDBConnection, onProgress: (part: number) => void): () => void {
  const timer = setInterval(() => {
    const { percentage } = connection.progress;
    if (percentage >= 0) onProgress(percentage / 100);
  }, WATCH_INTERVAL_MS);
  return () => clearInterval(timer);
}

async function* firstColumn(connection: DuckDBConnection, statement: string): AsyncIterable<(string | null)[]> {
  const result = await connection.stream(statement);
  for await (const rows of result.yieldRowsJson()) yield rows.map((row) => (row[0] ?? null) as string | null);
}

async function* eachRow(connection: DuckDBConnection, statement: string): AsyncIterable<(string | number | null)[]> {
  const result = await connection.stream(statement);
  for await (const rows of result.yieldRowsJson()) yield* rows as (string | number | null)[][];
}

async function append(
  writer: DuckDBConnection,
  table: string,
  rows: Iterable<readonly (string | number | null)[]>,
): Promise<void> {
  const appender = await writer.createAppender(table);
  for (const row of rows) {
    for (const value of row) {
      if (value === null) appender.appendNull();
      else if (typeof value === 'number') appender.appendInteger(value);
      else appender.appendVarchar(value);
    }
    appender.endRow();
  }
  appender.closeSync();
}
