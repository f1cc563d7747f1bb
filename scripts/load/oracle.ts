import { DuckDBInstance } from '@duckdb/node-api';
import { literal } from '../ingest/quote.ts';

/** Rows as DuckDB gives them, numbers as numbers. */
export type Found = Record<string, number | string | null>[];

/**
 * The right answers, from the Parquet files themselves by another program than the server's: DuckDB, with a plain scan
 * of every row for every question.
 */
export class Oracle {
  private constructor(private readonly run: (sql: string) => Promise<Found>) {}

  /** `firstId` is the number that the ingest gave to the first row of the file. */
  static async open(folder: string, firstId: number): Promise<Oracle> {
    const duck = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
    // Words as people see them: lower case, no accents, and nothing but letters and digits.
    await duck.run(`
      create table images as select file_row_number + ${firstId} as id, "URL" as url, "TEXT" as text,
        regexp_extract("URL", '^https://([^/]+)/', 1) as host, "WIDTH" as width, "HEIGHT" as height, similarity,
        "AESTHETIC_SCORE" as aesthetic,
        regexp_split_to_array(lower(strip_accents(coalesce("TEXT", ''))), '[^\\p{L}\\p{N}\\p{M}]+') as words
      from read_parquet(${literal(`${folder}/*.parquet`)}, file_row_number = true)`);
    return new Oracle(async (sql) => {
      const reader = await duck.runAndReadAll(sql);
      return reader.getRowObjectsJson().map(plain);
    });
  }

  ask(sql: string): Promise<Found> {
    return this.run(sql);
  }

  /** The words that so many captions hold at least, the commonest first. */
  async words(captions: number): Promise<string[]> {
    const rows = await this.run(`
      select word, count(*) as n from (select distinct id, unnest(words) as word from images)
      where regexp_matches(word, '^[a-z]{2,}$') group by word having n >= ${captions} order by n desc, word`);
    return rows.map(({ word }) => String(word));
  }
}

/** DuckDB writes integers of 64 bits as text. */
const plain = (row: Record<string, unknown>): Found[number] =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : (value as Found[number][string]),
    ]),
  );
