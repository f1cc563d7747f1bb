import { Transform, type TransformCallback } from 'node:stream';
import { SEGMENT_ROWS } from '../../db/engine/postings.ts';
import { SegmentWriter } from '../../db/engine/segment-writer.ts';
import { readVectors, type Segment, storeSegment } from '../../db/versions/segments.ts';
import type { Session } from '../../db/versions/session.ts';
import { addCaption, vectorWords } from './caption-words.ts';
import { CsvOut } from './csv-out.ts';
import { type CsvRow, CsvRows, isNull, numberIn } from './csv-rows.ts';
import { GatheredColumns } from './gathered-columns.ts';
import type { RowPlaces } from './row-places.ts';

/** A text of 64 KB whose quotes are doubled. */
const SCRATCH = 2 ** 17;
/** Captions that are sent to Postgres together. */
const BATCH = 2000;

/**
 * Gathers the rows of `images` as they pass by on their way into Postgres, and writes them in segments into what the
 * engine reads (db/engine). Memory: one segment, some 300 MB with captions of ten words.
 */
export class RowIndexer {
  private writer = new SegmentWriter();
  private offsets = new Int32Array(SEGMENT_ROWS);
  private firstId = 0;
  private lastId = -1;
  private gathered: GatheredColumns;
  private waiting: { row: number; text: string }[] = [];
  private vectors: Promise<void>[] = [];
  private readonly scratch = Buffer.alloc(SCRATCH);
  private readonly textField: number;

  constructor(
    private readonly options: {
      /** The connection that writes segments, and the pool that is asked about captions beyond ASCII. */
      session: Session;
      pool: Session;
      schemaName: string;
      /** The columns of `images` in the CSV, before the key of the row's host, which comes last. */
      columns: readonly string[];
      places: RowPlaces;
    },
    private nextSegment: number,
  ) {
    this.textField = options.columns.indexOf('text');
    this.gathered = new GatheredColumns(options.columns);
  }

  /**
   * Takes the CSV of a file in, its rows in the order of their id, and gives that of `images` out: with the numbers of
   * host and site in place of the key, and without rows whose host is none.
   */
  placing(): Transform {
    const { columns, places } = this.options;
    const keyField = columns.length;
    const full: Promise<void>[] = [];
    let isFirst = true;
    let out = new CsvOut(0);
    const rows = new CsvRows(keyField + 1, (row) => {
      const place = places.find(row, keyField);
      if (place === -1) return;
      const id = numberIn(row.bytes, row.starts[0] as number, row.ends[0] as number);
      if (id <= this.lastId && !isFirst) throw new Error(`Row ${id} came after row ${this.lastId}.`);
      // Between the numbers of two files there may be those of a third, which no segment may span.
      const isApart = isFirst && id !== this.lastId + 1;
      if (this.writer.isFull || isApart || id - this.firstId >= 2 ** 31) full.push(this.finish());
      isFirst = false;
      const [domain, site] = [places.domain(place), places.site(place)];
      this.add(row, id, domain, site);
      out.add(row, keyField, domain, site);
    });
    const settle = (done: TransformCallback, chunk?: Buffer) =>
      Promise.all(full.splice(0)).then(() => done(null, chunk), done);
    return new Transform({
      transform: (chunk: Buffer, _, done) => {
        try {
          out = new CsvOut(chunk.length);
          rows.write(chunk);
        } catch (error) {
          return done(error as Error);
        }
        if (full.length === 0) done(null, out.bytes);
        else settle(done, out.bytes);
      },
      flush: (done) => {
        try {
          rows.end();
          settle(done);
        } catch (error) {
          done(error as Error);
        }
      },
    });
  }

  private add(row: CsvRow, id: number, domain: number, site: number): void {
    if (this.writer.rows === 0) this.firstId = id;
    this.lastId = id;
    const from = row.starts[this.textField] as number;
    const to = row.ends[this.textField] as number;
    const hasCaption = !isNull(row, this.textField);
    const place = this.writer.beginRow(hasCaption);
    this.offsets[place] = id - this.firstId;
    if (hasCaption && !addCaption(this.writer, this.scratch, row.bytes, from, to))
      this.wait(place, row.bytes.toString('utf8', from, to).replaceAll('""', '"'));
    this.gathered.add(place, row, { domain_id: domain, site_id: site });
  }

  private wait(row: number, text: string): void {
    this.waiting.push({ row, text });
    if (this.waiting.length >= BATCH) this.askPostgres();
  }

  private askPostgres(): void {
    const batch = this.waiting.splice(0);
    const { writer } = this;
    const asking = readVectors(
      this.options.pool,
      batch.map(({ text }) => text),
    ).then((vectors) => {
      vectors.forEach((vector, i) => {
        addVector(writer, batch[i]?.row as number, vector);
      });
    });
    // Met when the segment ends.
    asking.catch(() => {});
    this.vectors.push(asking);
  }

  /** Writes what was gathered since the last segment. */
  async finish(): Promise<void> {
    const { writer, offsets, firstId, gathered } = this;
    if (writer.rows === 0) return;
    this.askPostgres();
    const vectors = this.vectors.splice(0);
    this.writer = new SegmentWriter();
    this.offsets = new Int32Array(SEGMENT_ROWS);
    this.gathered = new GatheredColumns(this.options.columns);
    const number = this.nextSegment++;
    await Promise.all(vectors);
    const segment: Segment = {
      number,
      firstId,
      offsets: offsets.subarray(0, writer.rows),
      rows: writer.rows,
      columns: gathered.stored(writer.rows),
      postings: writer.postings(),
    };
    await storeSegment(this.options.session, this.options.schemaName, segment);
  }
}

function addVector(writer: SegmentWriter, row: number, vector: string): void {
  const words: number[] = [];
  const places: number[] = [];
  for (const [word, at] of vectorWords(vector)) {
    const bytes = Buffer.from(word);
    const number = writer.table.numberOf(bytes, 0, bytes.length);
    for (const place of at) {
      words.push(number);
      places.push(place);
    }
  }
  writer.addLate(row, words, places);
}
