const QUOTE = 0x22;
const COMMA = 0x2c;
const NEWLINE = 0x0a;

/** The fields of one row, as places in bytes. A field without quotes that is empty is null. */
export interface CsvRow {
  bytes: Buffer;
  /** Where each field begins and ends, without its quotes. A quote within is doubled. */
  starts: Int32Array;
  ends: Int32Array;
}

/** Whether the field is null rather than an empty text. */
export const isNull = ({ bytes, starts, ends }: CsvRow, field: number): boolean =>
  starts[field] === ends[field] && !isQuoted(bytes, starts[field] as number);

/** Whether the field that begins at `start` stands in quotes. */
export const isQuoted = (bytes: Buffer, start: number): boolean => bytes[start - 1] === QUOTE;

/**
 * Takes CSV apart as it comes in, in pieces of any size, and calls `each` with every row: the same object each time,
 * valid until `each` returns. The CSV is what `withCsv` makes: rows of a fixed number of fields, ended by a newline.
 */
export class CsvRows {
  private rest: Buffer = Buffer.alloc(0);
  private readonly starts: Int32Array;
  private readonly ends: Int32Array;

  constructor(
    private readonly fields: number,
    private readonly each: (row: CsvRow) => void,
  ) {
    this.starts = new Int32Array(fields);
    this.ends = new Int32Array(fields);
  }

  write(chunk: Buffer): void {
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    const row: CsvRow = { bytes, starts: this.starts, ends: this.ends };
    let at = 0;
    for (let next = this.rowFrom(bytes, at); next !== -1; next = this.rowFrom(bytes, at)) {
      this.each(row);
      at = next;
    }
    // A piece of its own, for the chunk's memory is used again.
    this.rest = Buffer.from(bytes.subarray(at));
  }

  /** Throws when something is left that is no whole row. */
  end(): void {
    if (this.rest.length > 0) throw new Error('The CSV ends within a row.');
  }

  /** Finds the fields of the row that begins at `at`. Returns where the next begins; -1: the row is not whole. */
  private rowFrom(bytes: Buffer, at: number): number {
    let from = at;
    for (let field = 0; field < this.fields; field++) {
      const isQuoted = bytes[from] === QUOTE;
      const end = isQuoted ? quotedEnd(bytes, from + 1) : plainEnd(bytes, from);
      if (end === -1) return -1;
      this.starts[field] = isQuoted ? from + 1 : from;
      this.ends[field] = end;
      from = end + (isQuoted ? 2 : 1);
    }
    return from;
  }
}

/** Where the field's closing quote is; -1 when what follows it is not there yet. */
function quotedEnd(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(QUOTE, from); at !== -1; at = bytes.indexOf(QUOTE, at + 2)) {
    if (at + 1 >= bytes.length) return -1;
    if (bytes[at + 1] !== QUOTE) return at;
  }
  return -1;
}

function plainEnd(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) if (bytes[at] === COMMA || bytes[at] === NEWLINE) return at;
  return -1;
}

const MINUS = 0x2d;
const POINT = 0x2e;
/** Powers of ten that a double holds exactly; an integer below 2^53 divided by one is rounded once. */
const POWERS = Array.from({ length: 16 }, (_, i) => 10 ** i);

/** The number that the bytes from `from` up to `to` spell, as JavaScript would read it. */
export function numberIn(bytes: Buffer, from: number, to: number): number {
  let at = from;
  const isNegative = bytes[at] === MINUS;
  if (isNegative) at++;
  let digits = 0;
  let scale = -1;
  // Up to fifteen digits are exact; more, and exponents, are left to JavaScript.
  if (to - at > 16) return Number(bytes.toString('latin1', from, to));
  for (; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte === POINT && scale === -1) scale = 0;
    else if (byte >= 0x30 && byte <= 0x39) {
      digits = digits * 10 + byte - 0x30;
      if (scale >= 0) scale++;
    } else return Number(bytes.toString('latin1', from, to));
  }
  if (digits > Number.MAX_SAFE_INTEGER) return Number(bytes.toString('latin1', from, to));
  const value = scale > 0 ? digits / (POWERS[scale] as number) : digits;
  return isNegative ? -value : value;
}
