import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDuck } from '../ingest/duck.ts';
import { literal } from '../ingest/quote.ts';
import { seededRandom } from './random.ts';
import { rowsQuery } from './rows-query.ts';
import { hosts, specialWords, vocabulary } from './vocabulary.ts';

const ARTISTS = fileURLToPath(new URL('../sample/artists.csv', import.meta.url));

export interface Invention {
  rows: number;
  /** Folder for the files, made when it is missing; part-00000.parquet and on. */
  out: string;
  files: number;
  seed: number;
}

/**
 * Writes Parquet files of invented rows in the full layout of LAION's releases. The same seed gives the same rows.
 *
 * Nothing in them is real but the names of artists and a few words; ingest them with `--invented`. Memory does not grow
 * with the number of rows. Calls `onFile` with the rows written so far.
 */
export async function invent(wanted: Invention, onFile: (rows: number) => void = () => {}): Promise<void> {
  const { rows, out, files, seed } = wanted;
  await mkdir(out, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'aesthetic-explorer-invent-'));
  const duck = await openDuck(folder);
  try {
    await writeFile(join(folder, 'lists.json'), JSON.stringify(lists(seed, rows)));
    await duck.run(`
      CREATE TABLE lists AS
      SELECT *, (SELECT list(name ORDER BY hash(name)) FROM read_csv(${literal(ARTISTS)}, header = true)) AS artists
      FROM read_json(${literal(join(folder, 'lists.json'))}, maximum_object_size = 100000000)`);
    const perFile = Math.ceil(rows / files);
    for (let file = 0; file < files; file++) {
      const [from, to] = [file * perFile, Math.min(rows, (file + 1) * perFile)];
      const path = join(out, `part-${String(file).padStart(5, '0')}.parquet`);
      await duck.run(`COPY (${rowsQuery(from, to, seed)}) TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`);
      onFile(to);
    }
  } finally {
    duck.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function lists(seed: number, rows: number) {
  const random = seededRandom(seed);
  return {
    words: vocabulary(random, 60_000),
    special: specialWords(),
    // As in the real data: some 390,000 hosts for 12 million rows, and fewer for fewer.
    hosts: hosts(random, Math.max(20, Math.min(400_000, Math.round(rows / 20)))),
  };
}
