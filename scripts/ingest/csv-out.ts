import { type CsvRow, isQuoted } from './csv-rows.ts';

/** Room for two numbers, a comma and the end of the line. */
const NUMBERS = 24;

/** Rows of CSV with the numbers of host and site in place of their last field. */
export class CsvOut {
  private buffer: Buffer;
  private length = 0;

  /** `likely` bytes, more or less, will come of it. */
  constructor(likely: number) {
    this.buffer = Buffer.allocUnsafe(likely + likely / 4 + 4096);
  }

  get bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  add({ bytes, starts }: CsvRow, lastField: number, domain: number, site: number): void {
    const from = starts[0] as number;
    const last = starts[lastField] as number;
    const to = isQuoted(bytes, last) ? last - 1 : last;
    if (this.length + to - from + NUMBERS > this.buffer.length)
      this.buffer = Buffer.concat([this.bytes], (this.buffer.length + to - from + NUMBERS) * 2);
    this.length += bytes.copy(this.buffer, this.length, from, to);
    this.length += this.buffer.write(`${domain},${site}\n`, this.length, 'latin1');
  }
}
