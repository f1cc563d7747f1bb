/** A value of a row: text, an int4, an int8, a bytea, or null. */
export type BinaryValue = string | number | bigint | Uint8Array | null;

/** Bytes that are handed on at a time. */
const PIECE = 2 ** 18;
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');

/**
 * Rows in the binary format of COPY, in pieces. Each piece is bytes of its own. (PostgreSQL documentation, "COPY",
 * Binary Format.)
 */
export function* binaryRows(rows: Iterable<readonly BinaryValue[]>): Generator<Buffer> {
  yield SIGNATURE;
  let piece = Buffer.allocUnsafe(PIECE);
  let at = 0;
  for (const row of rows) {
    const needed = row.reduce((sum: number, value) => sum + 4 + sizeOf(value), 2);
    if (at + needed > piece.length) {
      yield piece.subarray(0, at);
      piece = Buffer.allocUnsafe(Math.max(PIECE, needed));
      at = 0;
    }
    at = piece.writeInt16BE(row.length, at);
    for (const value of row) at = writeValue(piece, at, value);
  }
  yield piece.subarray(0, at);
  yield Buffer.from([0xff, 0xff]);
}

function sizeOf(value: BinaryValue): number {
  if (value === null) return 0;
  if (typeof value === 'string') return value.length * 3;
  if (typeof value === 'object') return value.length;
  return typeof value === 'number' ? 4 : 8;
}

/** Length and value. Returns where the next begins. */
function writeValue(piece: Buffer, at: number, value: BinaryValue): number {
  if (value === null) return piece.writeInt32BE(-1, at);
  if (typeof value === 'number') return piece.writeInt32BE(value, piece.writeInt32BE(4, at));
  if (typeof value === 'bigint') return piece.writeBigInt64BE(value, piece.writeInt32BE(8, at));
  if (typeof value === 'object') {
    piece.set(value, piece.writeInt32BE(value.length, at));
    return at + 4 + value.length;
  }
  const length = piece.write(value, at + 4, 'utf8');
  piece.writeInt32BE(length, at);
  return at + 4 + length;
}
