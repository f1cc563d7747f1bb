import { SEGMENT_ROWS } from '../../db/engine/postings.ts';
import { emptyColumn, MOST_TEXTS, NO_INTEGER, STORED_COLUMNS, type StoredType } from '../../db/engine/stored-column.ts';
import type { StoredColumn } from '../../db/versions/segments.ts';
import { type CsvRow, isNull, numberIn } from './csv-rows.ts';

interface Gathered {
  name: string;
  type: StoredType;
  /** Its place in the CSV; -1: it is not there. */
  field: number;
  column: StoredColumn;
  codes: Map<string, number>;
  /** Too many different texts: not held. */
  isGivenUp: boolean;
}

/** The values of one segment's rows, column by column, as the engine holds them. */
export class GatheredColumns {
  private readonly all: Gathered[];

  constructor(columns: readonly string[]) {
    this.all = Object.entries(STORED_COLUMNS).map(([name, type]) => ({
      name,
      type,
      field: columns.indexOf(name),
      column: { values: emptyColumn(type, SEGMENT_ROWS), texts: type === 'text' ? [] : null },
      codes: new Map(),
      isGivenUp: false,
    }));
  }

  /** The values of the row at `place`; `given` are those of the columns that are not in the CSV. */
  add(place: number, row: CsvRow, given: Record<string, number>): void {
    for (const gathered of this.all) {
      if (gathered.field === -1) gathered.column.values[place] = given[gathered.name] as number;
      else if (!isNull(row, gathered.field)) addValue(gathered, place, row);
    }
  }

  /** Those that can be held, of the first `rows` rows. */
  stored(rows: number): Map<string, StoredColumn> {
    const held = this.all.filter((each) => !each.isGivenUp);
    return new Map(held.map(({ name, column }) => [name, { ...column, values: column.values.subarray(0, rows) }]));
  }
}

function addValue(gathered: Gathered, place: number, { bytes, starts, ends }: CsvRow): void {
  const { type, field, column, codes } = gathered;
  const from = starts[field] as number;
  const to = ends[field] as number;
  if (type !== 'text') {
    const value = numberIn(bytes, from, to);
    column.values[place] = type === 'integer' && value === NO_INTEGER ? Number.NaN : value;
    return;
  }
  if (gathered.isGivenUp) return;
  const text = bytes.toString('utf8', from, to).replaceAll('""', '"');
  let code = codes.get(text);
  if (code === undefined) {
    code = codes.size + 1;
    gathered.isGivenUp = code > MOST_TEXTS;
    codes.set(text, code);
    column.texts?.push(text);
  }
  column.values[place] = code;
}
