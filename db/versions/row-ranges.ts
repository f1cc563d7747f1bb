import type { Session } from './session.ts';

/** Some rows of a table, as they lie in it. */
export interface RowRange {
  /** Where they are, as a condition; empty: the whole table. */
  condition: string;
  /** Bytes of its largest row, or a little more. */
  largestRow: number;
}

export interface RowRanges {
  /** Of the whole table. */
  rows: number;
  ranges: RowRange[];
}

const SHORT = /^(smallint|integer|bigint|real|double precision|boolean|date|uuid|time.*)$/;
/** As text. */
const SHORT_BYTES = 40;
/** Types whose length Postgres knows without reading the value. */
const MEASURED = /^(bytea|text)$/;

interface Asked {
  schemaName: string;
  table: string;
  columns: readonly { name: string; type: string }[];
}

/** DuckDB takes so many rows at a time. */
const ROWS_HELD = 2048;

/**
 * Counts a table's rows, and divides it where its large rows have more than `bytes`: whoever takes some two thousand
 * rows at a time would else need memory that grows with the table.
 */
export async function rowRanges(session: Session, asked: Asked, bytes: number): Promise<RowRanges> {
  const { schemaName, table, columns } = asked;
  const size = columns.map(({ name, type }) => {
    const column = `"${name.replaceAll('"', '""')}"`;
    if (SHORT.test(type)) return `${SHORT_BYTES}`;
    return `coalesce(octet_length(${MEASURED.test(type) ? column : `${column}::text`}), 0)::bigint`;
  });
  const sized = session`
    select ctid as place, ${session.unsafe(size.join(' + '))} as bytes from ${session(schemaName)}.${session(table)}`;
  const [whole] = await session<{ rows: number; largest: number; isDivided: boolean }[]>`
    select count(*)::float8 as rows, coalesce(max(bytes), 0)::float8 as largest,
      coalesce(sum(bytes) filter (where bytes > ${Math.floor(bytes / ROWS_HELD)}), 0) > ${bytes} as "isDivided"
    from (${sized}) sized`;
  const { rows = 0, largest = 0, isDivided = false } = whole ?? {};
  if (!isDivided) return { rows, ranges: [{ condition: '', largestRow: largest }] };
  const parts = await session<{ first: string; largest: number }[]>`
    select min(place)::text as first, max(bytes)::float8 as largest
    from (select place, bytes, div(sum(bytes) over (order by place) - bytes, ${bytes}) as part from (${sized}) sized) cut
    group by part order by part`;
  const ranges = parts.map(({ first, largest }, i) => {
    const next = parts[i + 1];
    const condition = `ctid >= '${first}'::tid${next ? ` and ctid < '${next.first}'::tid` : ''}`;
    return { condition, largestRow: largest };
  });
  return { rows, ranges };
}
