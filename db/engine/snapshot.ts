import type { Sql } from '../client.ts';
import { Bitmap } from './bitmap.ts';
import { columnOf, emptyColumn, type Numbers, STORED_COLUMNS, type StoredType } from './stored-column.ts';

export interface SegmentPlace {
  segment: number;
  firstId: number;
  rows: number;
  /** The row of the version that is its first. */
  start: number;
}

/** A column of every row. Codes of texts are the version's own: `texts[code - 1]`. */
export interface HeldColumn {
  type: StoredType;
  values: Numbers;
  texts: string[];
}

/**
 * What the engine holds of one version of a dataset: where its rows are, and the columns that were asked for so far.
 * What a version holds never changes. About four bytes a value.
 */
export class Snapshot {
  readonly rows: number;
  private readonly columns = new Map<string, Promise<HeldColumn | null>>();

  private constructor(
    /** Any server that holds the version. */
    public sql: Sql,
    readonly schema: string,
    readonly segments: SegmentPlace[],
  ) {
    const last = segments.at(-1);
    this.rows = last ? last.start + last.rows : 0;
  }

  /** Null when the version has nothing for the engine. */
  static async open(sql: Sql, schema: string): Promise<Snapshot | null> {
    const [found] = await sql<{ exists: boolean }[]>`
      select to_regclass(${`"${schema}"._segment`}) is not null as exists`;
    if (!found?.exists) return null;
    const rows = await sql<{ segment: number; firstId: number; rows: number }[]>`
      select segment, first_id::float8 as "firstId", rows from ${sql(schema)}._segment order by first_id`;
    let start = 0;
    const segments = rows.map((row) => {
      const place = { ...row, start };
      start += row.rows;
      return place;
    });
    return segments.length > 0 ? new Snapshot(sql, schema, segments) : null;
  }

  /** Where a segment begins; -1 for one there is not. */
  startOf(segment: number): number {
    return this.segments.find((place) => place.segment === segment)?.start ?? -1;
  }

  /** A column, read when it is first asked for; null: it is not held. */
  column(name: string): Promise<HeldColumn | null> {
    const known = this.columns.get(name);
    if (known) return known;
    const reading = this.read(name).catch((error) => {
      this.columns.delete(name);
      throw error;
    });
    this.columns.set(name, reading);
    return reading;
  }

  private async read(name: string): Promise<HeldColumn | null> {
    const type = name === 'id' ? 'integer' : STORED_COLUMNS[name];
    if (!type) return null;
    const column: HeldColumn = { type, values: emptyColumn(type, this.rows), texts: [] };
    const codes = new Map<string, number>();
    let found = 0;
    const reading = this.sql<{ segment: number; data: Uint8Array | null; texts: string | null }[]>`
      select segment, data, texts from ${this.sql(this.schema)}._column where name = ${name}`.cursor(1);
    for await (const [row] of reading) {
      if (!row) continue;
      found++;
      const texts = JSON.parse(row.texts ?? '[]') as string[];
      if (row.data) place(column, codes, columnOf(type, row.data), texts, this.startOf(row.segment));
    }
    return found === this.segments.length && column.texts.length < 2 ** 16 ? column : null;
  }

  /** The ids of rows. */
  async idsOf(rows: ArrayLike<number>): Promise<number[]> {
    const offsets = await this.column('id');
    if (!offsets) throw new Error(`${this.schema} has no ids for the engine.`);
    return Array.from(rows, (row) => this.segmentOf(row).firstId + (offsets.values[row] as number));
  }

  private segmentOf(row: number): SegmentPlace {
    const found = this.segments.findLast((place) => place.start <= row);
    if (!found) throw new RangeError(`There is no row ${row}.`);
    return found;
  }

  /** The first row whose id is at least `id`. */
  async rowFrom(id: number): Promise<number> {
    const offsets = await this.column('id');
    const place = this.segments.findLast((each) => each.firstId <= id);
    if (!offsets || !place) return 0;
    let low = place.start;
    let high = place.start + place.rows;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (place.firstId + (offsets.values[middle] as number) < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** The row with this id; where there is none, a place between those whose ids are less and greater. */
  async placeOf(id: number): Promise<number> {
    const row = await this.rowFrom(id);
    return (await this.rowFrom(id + 1)) > row ? row : row - 0.5;
  }

  all(): Bitmap {
    return Bitmap.full(this.rows);
  }
}

/** Puts a segment's values at its place, its own codes of texts turned into the version's. */
function place(column: HeldColumn, codes: Map<string, number>, values: Numbers, texts: string[], start: number): void {
  if (column.type !== 'text') {
    column.values.set(values as never, start);
    return;
  }
  const own = texts.map((text) => {
    const code = codes.get(text) ?? codes.size + 1;
    if (!codes.has(text)) column.texts.push(text);
    codes.set(text, code);
    return code;
  });
  values.forEach((code, i) => {
    if (code > 0) column.values[start + i] = own[code - 1] as number;
  });
}
