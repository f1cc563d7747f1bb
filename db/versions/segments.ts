import type { WordPosting } from '../engine/segment-writer.ts';
import { NO_INTEGER, type Numbers } from '../engine/stored-column.ts';
import { SEARCH_FUNCTION } from '../search-expression.ts';
import { SetupError } from '../setup-error.ts';
import type { BinaryValue } from './binary-rows.ts';
import { copyBinary } from './load.ts';
import type { Session } from './session.ts';

export interface StoredColumn {
  values: Numbers;
  /** What the codes stand for, from code 1 on; null: the values are numbers. */
  texts: string[] | null;
}

/** Up to 2^20 rows of `images` in the order of their id, as the engine reads them. */
export interface Segment {
  number: number;
  /** The id of its first row, and how far each row's is beyond it. */
  firstId: number;
  offsets: Int32Array;
  rows: number;
  columns: Map<string, StoredColumn>;
  postings: Iterable<WordPosting>;
}

const isEmpty = ({ values, texts }: StoredColumn) =>
  texts ? texts.length === 0 : !values.some((value) => !Number.isNaN(value) && value !== NO_INTEGER);

const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
  new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength);

function* columnRows({ number, offsets, columns }: Segment): Generator<BinaryValue[]> {
  yield ['id', number, bytesOf(offsets), null];
  for (const [name, column] of columns)
    yield [name, number, isEmpty(column) ? null : bytesOf(column.values), column.texts && JSON.stringify(column.texts)];
}

function* postingRows({ number, postings }: Segment): Generator<BinaryValue[]> {
  for (const { word, rows, documents, positions } of postings) yield [word, number, rows, documents, positions];
}

/** Writes a segment into the tables `_segment`, `_column` and `_posting` of a version. */
export async function storeSegment(session: Session, schemaName: string, segment: Segment): Promise<void> {
  const copy = (table: string, columns: string[], rows: Iterable<BinaryValue[]>) =>
    copyBinary(session, { schemaName, table, columns, frozen: true }, rows);
  const { number, firstId, rows } = segment;
  await copy('_segment', ['segment', 'first_id', 'rows'], [[number, BigInt(firstId), rows]]);
  await copy('_column', ['name', 'segment', 'data', 'texts'], columnRows(segment));
  await copy('_posting', ['word', 'segment', 'rows', 'documents', 'positions'], postingRows(segment));
}

/**
 * Takes the segments of another version of the dataset over. Returns the first number that is free. Throws a SetupError
 * when that version has none.
 */
export async function carryOverSegments(session: Session, fromSchema: string, toSchema: string): Promise<number> {
  const [found] = await session<{ exists: boolean }[]>`
    select to_regclass(${`"${fromSchema}"._segment`}) is not null as exists`;
  if (!found?.exists) {
    throw new SetupError(
      'What is to be added to was made by an older version of this program: read all of its files anew, with --replace.',
    );
  }
  for (const table of ['_segment', '_column', '_posting'])
    await session`insert into ${session(toSchema)}.${session(table)} select * from ${session(fromSchema)}.${session(table)}`;
  const [row] = await session<{ next: number }[]>`
    select coalesce(max(segment) + 1, 0) as next from ${session(toSchema)}._segment`;
  return row?.next ?? 0;
}

/** The words of texts with their places, as the search index sees them: a tsvector each, as Postgres writes it. */
export async function readVectors(session: Session, texts: string[]): Promise<string[]> {
  const rows = await session<{ vector: string }[]>`
    select to_tsvector('simple'::regconfig, ${session.unsafe(SEARCH_FUNCTION)}(text))::text as vector
    from unnest(${texts}::text[]) with ordinality as given (text, place) order by place`;
  return rows.map((row) => row.vector);
}
