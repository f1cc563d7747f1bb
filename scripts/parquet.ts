import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { DuckDBInstance } from '@duckdb/node-api';

const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;

async function write(columns: Record<string, string>, from: string, to: string): Promise<void> {
  const list = Object.entries(columns).map(([name, type]) => `${quoted(name)}: ${quoted(type)}`);
  const duck = await (await DuckDBInstance.create(':memory:', { memory_limit: '512MB', threads: '1' })).connect();
  await duck.run(`
    copy (select * from read_csv(${quoted(from)}, header = false, columns = {${list.join(', ')}}, auto_detect = false,
      delim = ',', quote = '"', escape = '"', new_line = '\\n', nullstr = '', allow_quoted_nulls = false, parallel = false,
      max_line_size = 16777216, buffer_size = 67108864))
    to ${quoted(to)} (format parquet, row_group_size 20480)`);
}

/**
 * Writes Parquet to its standard output from CSV on its standard input, which has no header and quotes every cell that
 * is not null. Its one argument is JSON: the columns in their order with their types in DuckDB. Runs as a process of
 * its own, so that DuckDB's memory is never the server's.
 */
async function main(): Promise<void> {
  // Standard input and output are sockets when Node is the parent, and DuckDB opens nothing but files: hence the fifos.
  const folder = mkdtempSync(join(tmpdir(), 'explorer-parquet-'));
  const tidy = () => rmSync(folder, { recursive: true, force: true });
  process.on('SIGTERM', () => {
    tidy();
    // An orderly exit would wait for DuckDB's thread, which waits for the pipe.
    process.kill(process.pid, 'SIGKILL');
  });
  try {
    const [from, to] = [join(folder, 'in'), join(folder, 'out')];
    execFileSync('mkfifo', [from, to]);
    await Promise.all([
      pipeline(process.stdin, createWriteStream(from)),
      pipeline(createReadStream(to), process.stdout),
      write(JSON.parse(process.argv[2] ?? '{}'), from, to),
    ]);
  } finally {
    tidy();
  }
}

await main();
