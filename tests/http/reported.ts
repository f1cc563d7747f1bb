import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';
import { ingest } from '../../scripts/ingest/ingest.ts';
import { silentProgress } from '../../scripts/ingest/progress.ts';
import { writeParquet } from '../db/parquet-file.ts';
import { ask, json } from './ask.ts';

export const HARBOURS = 1500;
export const SECRET = 'https://cdn.hidden.example/secret.jpg';

/** Address and caption; the row's number is its place, from 1. */
export const ROWS: [url: string, text: string | null][] = [
  ['https://www.kept.example/a.jpg', 'Ada Lovelace, a portrait'],
  ['https://www.kept.example/a.jpg', 'Lovelace (Ada): the same address'],
  ['http://img.kept.example/Folder/', 'ADA  LOVELACE.'],
  ['https://other.example/c.jpg?x=1', null],
  [SECRET, 'a secret portrait of Ada Lovelace'],
  ['https://gone.example/g.jpg', 'a portrait that will be gone'],
  ['https://other.example/tags.jpg', '<b>bold</b> & "quoted", =SUM(A1)'],
  ...Array.from({ length: HARBOURS }, (_, i): [string, string] => [
    `https://h${i % 7}.harbour.example/${i}.jpg`,
    `Sunlit harbour no. ${i}`,
  ]),
];

/** Ways to ask a dataset of these rows, which is there while a file's tests run. */
export function reportedDataset(name: string) {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'explorer-report-'));
    const path = join(folder, 'images.parquet');
    await writeParquet(path, { url: 'VARCHAR', text: 'VARCHAR' }, ROWS);
    const filter = { minAesthetic: null, language: null };
    const options = { paths: [path], name, mode: 'new' as const, filter, limit: null, fields: {} };
    await ingest(inject('ownerUrl'), options, silentProgress());
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    report: (query: string, dataset = name) => json(`/${dataset}/-/report.json?${query}`),
    page: async (query: string) => (await ask(`/${name}/-/report?${query}`)).body,
    csv: async (query: string) => cellsOf((await ask(`/${name}/-/report.csv?${query}`)).body),
  };
}

/** Addresses as a query string. */
export const urls = (...given: string[]) => given.map((url) => `url=${encodeURIComponent(url)}`).join('&');

/** Cells of a CSV without line breaks in them. */
const cellsOf = (csv: string) =>
  csv
    .trimEnd()
    .split('\r\n')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, q, b]) => q?.replaceAll('""', '"') ?? b),
    );
