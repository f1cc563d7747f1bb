import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CsvOut } from '../../../scripts/ingest/csv-out.ts';
import { CsvRows, isNull, numberIn } from '../../../scripts/ingest/csv-rows.ts';

type Field = { text: string | null; isQuoted: boolean };

const piece = fc.constantFrom('a', '"', '""', ',', '\n', '\r\n', 'é', '李', '😀', ' ', '\\', 'longer text');
const field: fc.Arbitrary<Field> = fc.oneof(
  fc.constant({ text: null, isQuoted: false }),
  fc.array(piece, { maxLength: 6 }).map((pieces) => ({ text: pieces.join(''), isQuoted: true })),
  fc.constantFrom('1', '-2.5', 'plain', 'é').map((text) => ({ text, isQuoted: false })),
);
const FIELDS = 4;
const rowsOfFields = fc.array(fc.array(field, { minLength: FIELDS, maxLength: FIELDS }), { maxLength: 8 });

const fieldText = ({ text, isQuoted }: Field) => (isQuoted ? `"${text?.replaceAll('"', '""')}"` : (text ?? ''));
const csvOf = (rows: Field[][]) => Buffer.from(rows.map((row) => `${row.map(fieldText).join(',')}\n`).join(''));

/** The bytes cut at these places, each piece in memory that is overwritten afterwards. */
function feed(rows: CsvRows, bytes: Buffer, cuts: number[]): void {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (let i = 1; i < places.length; i++) {
    const chunk = Buffer.from(bytes.subarray(places[i - 1], places[i]));
    rows.write(chunk);
    chunk.fill(0x22);
  }
  rows.end();
}

test('the same rows come of any pieces', () => {
  fc.assert(
    fc.property(rowsOfFields, fc.array(fc.nat({ max: 5000 }), { maxLength: 20 }), (rows, cuts) => {
      const found: (string | null)[][] = [];
      const reader = new CsvRows(FIELDS, (row) => {
        const texts = Array.from({ length: FIELDS }, (_, i) =>
          row.bytes.toString('utf8', row.starts[i], row.ends[i]).replaceAll('""', '"'),
        );
        found.push(texts.map((text, i) => (isNull(row, i) ? null : text)));
      });
      feed(reader, csvOf(rows), cuts);
      expect(found).toEqual(rows.map((row) => row.map(({ text }) => text)));
    }),
    { numRuns: 500 },
  );
});

test.each(['a,b', '"a', 'a,"b"', '"a""', 'a,b\nc'])('what ends within a row is an error: %j', (text) => {
  const reader = new CsvRows(2, () => {});
  reader.write(Buffer.from(text));
  expect(() => reader.end()).toThrow('ends within a row');
});

test('two numbers take the place of the last field, and nothing else changes', () => {
  fc.assert(
    fc.property(rowsOfFields, fc.nat({ max: 100 }), fc.nat({ max: 2 ** 31 - 1 }), (fields, likely, number) => {
      // The first field is a number, the row's id.
      const rows = fields.map((row, i) => [{ text: String(i), isQuoted: false }, ...row.slice(1)]);
      const out = new CsvOut(likely);
      let site = 0;
      const reader = new CsvRows(FIELDS, (row) => out.add(row, FIELDS - 1, number, ++site));
      feed(reader, csvOf(rows), []);
      const wanted = rows.map((row, i) => `${row.slice(0, -1).map(fieldText).join(',')},${number},${i + 1}\n`);
      expect(out.bytes.toString()).toBe(wanted.join(''));
    }),
  );
});

test('rows that are longer than was likely find room', () => {
  const out = new CsvOut(0);
  const text = 'x'.repeat(70_000);
  const reader = new CsvRows(2, (row) => out.add(row, 1, 1, 2));
  reader.write(Buffer.from(`${text},k\n${text},"k"\n`));
  expect(out.bytes.toString()).toBe(`${text},1,2\n${text},1,2\n`);
});

/** Numbers as DuckDB writes them: plain, or with an exponent; and what JavaScript writes. */
const decimal = fc
  .record({
    sign: fc.constantFrom('', '-'),
    whole: fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 20 }),
    after: fc.option(fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 20 }), { nil: null }),
    exponent: fc.option(fc.integer({ min: -330, max: 310 }), { nil: null, freq: 4 }),
  })
  .map(({ sign, whole, after, exponent }) => {
    const power = exponent === null ? '' : `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
    return `${sign}${whole}${after === null ? '' : `.${after}`}${power}`;
  });

test('a number is read as JavaScript reads it', () => {
  const read = (text: string) => numberIn(Buffer.from(`,${text},`), 1, text.length + 1);
  const same = (text: string) => {
    expect(Object.is(read(text), Number(text)), text).toBe(true);
  };
  for (const text of ['0', '-0', '-0.0', '0.0', '1e-40', '1.4e-45', '6.1', '9007199254740993', '9007199254740991'])
    same(text);
  for (const text of ['99999999999999.9', '0.00000000000001', '-2147483648', '5e-324', '123456789012345.6']) same(text);
  fc.assert(fc.property(decimal, same), { numRuns: 3000 });
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }).map(String), same), { numRuns: 3000 });
  fc.assert(fc.property(fc.integer().map(String), same));
});
