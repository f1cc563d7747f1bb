import type { Sql } from '../client.ts';
import type { Histogram } from '../queries/histogram.ts';
import type { Filter } from '../query.ts';
import { Bitmap } from './bitmap.ts';
import { commonest } from './commonest.ts';
import { filtered } from './filters.ts';
import { Gone } from './gone.ts';
import { Matched } from './matched.ts';
import { Pages } from './pages.ts';
import type { EngineAnswer, EngineQuestion, EngineRequest } from './request.ts';
import { sampledPhrases, sampledWords } from './sampled-captions.ts';
import { ForPostgres, Searcher } from './search.ts';
import { type HeldColumn, Snapshot } from './snapshot.ts';
import { spread } from './spread.ts';
import { STORED_COLUMNS } from './stored-column.ts';
import { binned, tallied } from './tally.ts';
import { Words } from './words.ts';

/** Sets of matching rows that are remembered, the latest: the parts of one page ask about the same. */
const MOST_BYTES = 192 * 2 ** 20;
const KEY = 'id';

/** Answers questions about the images of one version from columns and postings in memory, exactly. */
export class Engine {
  private readonly words: Words;
  private readonly searcher: Searcher;
  private readonly matches = new Map<string, Promise<Matched>>();
  private readonly pages: Pages;
  private readonly gone: Gone;

  private constructor(
    private readonly snapshot: Snapshot,
    primary: Sql,
  ) {
    this.gone = new Gone(snapshot, primary);
    this.pages = new Pages(snapshot);
    this.words = new Words(snapshot);
    this.searcher = new Searcher(snapshot, this.words);
  }

  /**
   * With all its columns, which takes seconds for millions of rows. Null when the version has nothing for the engine.
   * What was taken out is asked of `primary`.
   */
  static async open(sql: Sql, schema: string, primary: Sql): Promise<Engine | null> {
    const snapshot = await Snapshot.open(sql, schema);
    if (!snapshot) return null;
    await Promise.all([KEY, ...Object.keys(STORED_COLUMNS)].map((name) => snapshot.column(name)));
    return new Engine(snapshot, primary);
  }

  /** The same engine, reading from another server what it does not hold yet. */
  readFrom(sql: Sql): this {
    this.snapshot.sql = sql;
    return this;
  }

  get rows(): number {
    return this.snapshot.rows;
  }

  /** Throws ForPostgres for what only Postgres can answer, and BadRequest as it would. */
  async answer(request: EngineRequest): Promise<EngineAnswer> {
    const matched = await this.matched(request.question);
    switch (request.kind) {
      case 'count':
        return matched.count;
      case 'values': {
        const column = await this.column(request.column);
        if (column.type !== 'integer') throw new ForPostgres();
        const { values, counts, blank } = tallied(column, matched);
        return { values: Int32Array.from(values), counts: Int32Array.from(counts), blank };
      }
      case 'sample':
        return { ids: await this.sample(matched, request.size), count: matched.count };
      case 'words': {
        const ids = await this.sample(matched, request.size);
        return { ...(await sampledWords(this.snapshot, ids)), captions: matched.count };
      }
      case 'phrases': {
        const ids = await this.sample(matched, request.size);
        return { ...(await sampledPhrases(this.snapshot, ids, request.lists)), captions: matched.count };
      }
      case 'tally':
        return commonest(await this.column(request.column), matched, request.size, request.chosen);
      case 'histograms': {
        const histograms: Histogram[] = [];
        for (const bins of request.columns) {
          const column = await this.numbers(bins.column);
          const rounded = bins.edges.map((edge) => (column.type === 'real' ? Math.fround(Number(edge)) : Number(edge)));
          histograms.push({ ...bins, ...binned(column, matched, rounded) });
        }
        return histograms;
      }
      case 'page':
        return this.pages.page(matched, request.order, request.size);
    }
  }

  /** The rows that match, remembered; of one question asked twice at once there is one search. */
  private matched(question: EngineQuestion): Promise<Matched> {
    const key = JSON.stringify([question.search, question.filters, question.fresh, question.epoch, question.outside]);
    const known = this.matches.get(key);
    if (known) {
      this.matches.delete(key);
      this.matches.set(key, known);
      return known;
    }
    const finding = this.find(question);
    this.matches.set(key, finding);
    finding.then(
      () => this.forget(),
      () => this.matches.delete(key),
    );
    return finding;
  }

  private async forget(): Promise<void> {
    let bytes = 0;
    for (const [key, finding] of [...this.matches].reverse()) {
      bytes += (await finding.catch(() => null))?.bytes ?? 0;
      if (bytes > MOST_BYTES) this.matches.delete(key);
    }
  }

  private async find({ search, filters, outside, epoch = 0, fresh }: EngineQuestion): Promise<Matched> {
    let found: Bitmap | null = null;
    for (const each of search) {
      const rows = await this.searcher.rowsOf(each);
      found = found ? found.and(rows) : rows;
    }
    // Each looks only at what is left by those before it.
    for (const filter of filters) found = await this.filter(filter, found);
    const rows = found ?? Bitmap.full(this.snapshot.rows);
    if (outside) rows.without((await this.matched({ ...outside, epoch, fresh })).set);
    return new Matched(epoch > 0 ? rows.without(await this.gone.at(epoch)) : rows);
  }

  private async filter(filter: Filter, among: Bitmap | null): Promise<Bitmap> {
    if (filter.column === 'text' && filter.operator === 'notnull') {
      const captioned = await this.words.captioned();
      return among ? captioned.and(among) : captioned;
    }
    const found = await filtered(this.snapshot, filter, among);
    if (!found) throw new ForPostgres();
    return found;
  }

  private sample(matched: Matched, size: number): Promise<number[]> {
    return this.snapshot.idsOf(spread(matched.rows, size));
  }

  private async column(name: string): Promise<HeldColumn> {
    const column = name === KEY ? null : await this.snapshot.column(name);
    if (!column) throw new ForPostgres();
    return column;
  }

  private async numbers(name: string): Promise<HeldColumn> {
    const column = await this.column(name);
    if (column.type === 'text') throw new ForPostgres();
    return column;
  }

  /** Reads and finds ahead what most questions will need. Costs seconds for millions of rows; nobody waits for it. */
  async warm(): Promise<void> {
    await this.words.warm();
    const all = { search: [], filters: [] };
    const steps = [{ column: 'aesthetic', descending: true }];
    await this.answer({ kind: 'page', question: all, order: { steps, after: null }, size: 1 });
  }
}
