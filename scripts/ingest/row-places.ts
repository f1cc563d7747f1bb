import { WordTable } from '../../db/engine/word-table.ts';
import { type CsvRow, isQuoted } from './csv-rows.ts';
import type { Duck } from './duck.ts';

/** Where the rows of each key (clean-rows.ts) belong, found straight from the bytes of the key. */
export class RowPlaces {
  private readonly table = new WordTable();
  private domains = new Int32Array(2 ** 16);
  private sites = new Int32Array(2 ** 16);

  /** Reads the table `place` that `assignPlaces` made. */
  static async read(duck: Duck): Promise<RowPlaces> {
    const places = new RowPlaces();
    for await (const [key, domain, site] of duck.each('SELECT key, domain_id, site_id FROM place'))
      places.add(String(key), Number(domain), Number(site));
    return places;
  }

  private add(key: string, domain: number, site: number): void {
    const bytes = Buffer.from(key);
    const number = this.table.numberOf(bytes, 0, bytes.length);
    if (number >= this.domains.length) {
      this.domains = doubled(this.domains);
      this.sites = doubled(this.sites);
    }
    this.domains[number] = domain;
    this.sites[number] = site;
  }

  /** The number that `domain` and `site` know the row by; -1: its host is none. */
  find({ bytes, starts, ends }: CsvRow, field: number): number {
    const from = starts[field] as number;
    const to = ends[field] as number;
    if (!isQuoted(bytes, from)) return this.table.find(bytes, from, to);
    const key = Buffer.from(bytes.toString('utf8', from, to).replaceAll('""', '"'));
    return this.table.find(key, 0, key.length);
  }

  domain = (number: number): number => this.domains[number] as number;
  site = (number: number): number => this.sites[number] as number;
}

function doubled(values: Int32Array): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(values.length * 2);
  grown.set(values);
  return grown;
}
