import { availableParallelism } from 'node:os';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

/** What DuckDB may hold in memory; beyond it, it works on disk. Node's own share comes on top. */
const MEMORY_LIMIT = '1GB';

export interface Duck {
  run(statement: string): Promise<void>;
  /** All rows of an answer that is known to be short; 64-bit integers come as text, NaN as text. */
  rows<T>(statement: string): Promise<T[]>;
  /** The first column of an answer of any length, a few thousand values at a time. */
  column(statement: string): AsyncIterable<(string | null)[]>;
  /** Adds rows to a table, each an array of texts, numbers or nulls in the order of its columns. */
  append(table: string, rows: Iterable<readonly (string | number | null)[]>): Promise<void>;
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
  // Rows are added on a second connection, so that an answer can be read on the first meanwhile.
  const writer = await instance.connect();
  return {
    run: async (statement) => void (await connection.run(statement)),
    rows: async <T>(statement: string) => {
      const reader = await connection.runAndReadAll(statement);
      return reader.getRowObjectsJson() as T[];
    },
    column: (statement) => firstColumn(connection, statement),
    append: (table, rows) => append(writer, table, rows),
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

async function* firstColumn(connection: DuckDBConnection, statement: string): AsyncIterable<(string | null)[]> {
  const result = await connection.stream(statement);
  for await (const rows of result.yieldRowsJson()) yield rows.map((row) => (row[0] ?? null) as string | null);
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
