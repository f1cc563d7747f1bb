/** At most `size` of some rows, evenly spread over them: all of few, and always the same ones of many. */
export function spread(rows: Uint32Array, size: number): Uint32Array {
  if (rows.length <= size) return rows;
  return Uint32Array.from({ length: size }, (_, i) => rows[Math.floor((i * rows.length) / size)] as number);
}
