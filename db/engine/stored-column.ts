/** How the values of a column of `images` are held: as numbers side by side, or as codes into a list of texts. */
export type StoredType = 'integer' | 'real' | 'double precision' | 'text';

/** The columns of `images` that are held besides its id. URLs and captions differ from row to row and are not. */
export const STORED_COLUMNS: Record<string, StoredType> = {
  domain_id: 'integer',
  site_id: 'integer',
  width: 'integer',
  height: 'integer',
  similarity: 'double precision',
  punsafe: 'real',
  pwatermark: 'real',
  aesthetic: 'real',
  language: 'text',
  nsfw: 'text',
  license: 'text',
  source: 'text',
};

/** What stands for NULL among integers. NaN does among floats, code 0 among texts. */
export const NO_INTEGER = -(2 ** 31);

/** A column with more different texts in one segment is not held. */
export const MOST_TEXTS = 2 ** 16 - 1;

export type Numbers = Int32Array | Float32Array | Float64Array | Uint16Array;

const ARRAYS = {
  integer: Int32Array,
  real: Float32Array,
  'double precision': Float64Array,
  text: Uint16Array,
} as const;

/** Room for so many values, all NULL. */
export function emptyColumn(type: StoredType, rows: number): Numbers {
  const values = new ARRAYS[type](rows);
  if (type !== 'text') values.fill(type === 'integer' ? NO_INTEGER : Number.NaN);
  return values;
}

/** Values as they were stored, little-endian as every machine this runs on. */
export function columnOf(type: StoredType, bytes: Uint8Array): Numbers {
  // A Buffer's own slice would share its memory, which holds other things too.
  return new ARRAYS[type](new Uint8Array(bytes).buffer);
}
