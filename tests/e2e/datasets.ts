import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../scripts/explorer-process.ts';
import { writeParquet } from '../db/parquet-file.ts';
import { HOSTILE_COLUMNS, HOSTILE_ROWS, makeHostile } from './hostile-dataset.ts';
import { ODD_COLUMNS, ODD_ROWS } from './odd-rows.ts';

function run(script: string, argv: string[], dataDir: string): void {
  const { status, stderr, stdout } = spawnSync(process.execPath, ['--import', 'tsx', `scripts/${script}`, ...argv], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`scripts/${script} ended with ${status}:\n${stdout}\n${stderr}`);
}

/** With markup in it, which is to be shown as it stands. */
export const SUBSET_WHERE = "aesthetic >= 6 and text not like '%<script>alert(1)</script>%' and width >= 512";

/**
 * Reads more datasets in: `invented`, with scores and sizes as the sample has none; `subset`, some of its rows; `odd`, whose captions and
 * addresses try to break a page and whose pictures are for a local server to answer; `hostile`, all of markup.
 */
export async function ingestMore(dataDir: string): Promise<void> {
  const files = join(dataDir, 'files');
  mkdirSync(files, { recursive: true });
  run('invent.ts', ['--rows', '5000', '--out', join(files, 'invented')], dataDir);
  run('ingest.ts', [join(files, 'invented'), '--name', 'invented', '--invented'], dataDir);
  const subset = join(files, 'subset.parquet');
  run('subset.ts', [join(files, 'invented'), '--where', SUBSET_WHERE, '--out', subset], dataDir);
  run('ingest.ts', [subset, '--name', 'subset', '--invented'], dataDir);
  const odd = join(files, 'odd.parquet');
  await writeParquet(odd, ODD_COLUMNS, ODD_ROWS);
  run('ingest.ts', [odd, '--name', 'odd', '--invented'], dataDir);
  const hostile = join(files, 'hostile.parquet');
  await writeParquet(hostile, HOSTILE_COLUMNS, HOSTILE_ROWS);
  run('ingest.ts', [hostile, '--name', 'hostile', '--invented'], dataDir);
  await makeHostile(dataDir);
}
