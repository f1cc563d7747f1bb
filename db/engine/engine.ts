import type { Sql } from '../client.ts';
import { compareValues } from '../compare-values.ts';
import type { Histogram } from '../queries/histogram.ts';
import type { Filter } from '../query.ts';
import { Bitmap } from './bitmap.ts';
import { filtered } from './filters.ts';
import { Front } from './front.ts';
import { Gone } from './gone.ts';
import { Matched } from './matched.ts';
import { firstRows, type PageStart, type Rank, rankBy, rankOfNull } from './page.ts';
import type { EngineAnswer, EngineOrder, EngineQuestion, EngineRequest, EngineTally } from './request.ts';
import { ForPostgres, Searcher } from './search.ts';
import { type HeldColumn, Snapshot } from './snapshot.ts';
import { STORED_COLUMNS } from './stored-column.ts';
import { binned, tallied } from './tally.ts';
import { Words } from './words.ts';

/** Sets of matching rows that are remembered, the latest: the parts of one page ask about the same. */
const MOST_BYTES = 192 * 2 ** 20;
const KEY = 'id';
/** A set is large that holds more than one in so many of all rows. */
const LARGE = 200;

interface Step {
  rank: Rank;
  limit: number;
}

/** Answers questions about the images of one version from columns and postings in memory, exactly. */
export class Engine {
  private readonly words: Words;
  private readonly searcher: Searcher;
  private readonly matches = new Map<string, Promise<Matched>>();
  private readonly fronts = new Map<string, Front>();
  private readonly gone: Gone;

  private constructor(private readonly snapshot: Snapshot) {
    this.gone = new Gone(snapshot);
    this.words = new Words(snapshot);
    this.searcher = new Searcher(snapshot, this.words);
  }

  /** With all its columns, which takes seconds for millions of rows. Null when the version has nothing for the engine. */
  static async open(sql: Sql, schema: string): Promise<Engine | null> {
    const snapshot = await Snapshot.open(sql, schema);
    if (!snapshot) return null;
    await Promise.all([KEY, ...Object.keys(STORED_COLUMNS)].map((name) => snapshot.column(name)));
    return new Engine(snapshot);
  }

  /** Throws ForPostgres for what only Postgres can answer, and BadRequest as it would. */
  async answer(request: EngineRequest): Promise<EngineAnswer> {
    const matched = await this.matched(request.question);
    switch (request.kind) {
      case 'count':
        return matched.count;
      case 'tally':
        return this.tally(matched, request.column, request.size, request.chosen);
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
        return this.page(matched, request.order, request.size);
    }
  }

  /** The rows that match, remembered; of one question asked twice at once there is one search. */
  private matched(question: EngineQuestion): Promise<Matched> {
    const key = JSON.stringify([question.search, question.filters, question.fresh, question.epoch]);
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

  private async find({ search, filters, epoch = 0 }: EngineQuestion): Promise<Matched> {
    let found: Bitmap | null = null;
    for (const each of search) {
      const rows = await this.searcher.rowsOf(each);
      found = found ? found.and(rows) : rows;
    }
    // Each looks only at what is left by those before it.
    for (const filter of filters) found = await this.filter(filter, found);
    const rows = found ?? Bitmap.full(this.snapshot.rows);
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

  private async tally(matched: Matched, name: string, size: number, chosen: string[]): Promise<EngineTally> {
    const column = await this.column(name);
    // Postgres writes the numbers of a facet, and a float has several spellings.
    if (column.type === 'real' || column.type === 'double precision') throw new ForPostgres();
    const { values, counts, blank } = tallied(column, matched);
    const valueAt = (i: number) => {
      const value = values[i] as number;
      return column.type === 'text' ? (column.texts[value - 1] as string) : value;
    };
    const wanted = new Set(chosen);
    const kept = wanted.size > 0 ? values.flatMap((_, i) => (wanted.has(String(valueAt(i))) ? [i] : [])) : [];
    const common = topIndexes(counts, size + chosen.length, (a, b) => compareValues(valueAt(a), valueAt(b)));
    // As many as facetChoicesStatement gives: what is shown of values that tie depends on how many there are.
    const shown = [...new Set([...kept, ...common])].slice(0, size + chosen.length);
    return {
      values: shown.map((i) => ({ value: valueAt(i), count: counts[i] as number })),
      distinct: values.length,
      blank,
    };
  }

  private async page(matched: Matched, order: EngineOrder, size: number): Promise<number[]> {
    const steps: Step[] = [];
    for (const [i, { column, descending }] of order.steps.entries())
      steps.push(await this.step(column, descending, order.after?.values[i] ?? null));
    const ranks = steps.map((step) => step.rank);
    const { after } = order;
    if (!after && steps.length === 1) {
      const front = this.front(order.steps[0] as EngineOrder['steps'][0], (ranks as [Rank])[0]);
      const rows = matched.count > this.snapshot.rows / LARGE ? front().firstOf(matched.set, size) : null;
      if (rows) return this.snapshot.idsOf(rows);
    }
    const start: PageStart | null = after && {
      ranks: steps.map((step) => step.limit),
      row: await this.snapshot.rowFrom(Number(after.id) + 1),
    };
    return this.snapshot.idsOf(firstRows(matched, ranks, start, size));
  }

  /** How rows rank by a column, and the rank of the value, a text as in a token, that a page begins behind. */
  private async step(column: string, descending: boolean, value: string | null): Promise<Step> {
    const sign = descending ? -1 : 1;
    if (column === KEY) {
      const place = await this.snapshot.placeOf(Number(value));
      return { rank: (row) => sign * row, limit: sign * place };
    }
    const held = await this.numbers(column);
    const number = held.type === 'real' ? Math.fround(Number(value)) : Number(value);
    return { rank: rankBy(held, descending), limit: value === null ? rankOfNull(descending) : sign * number };
  }

  /** The first rows of all in an order of one column, found when they are first needed. */
  private front({ column, descending }: EngineOrder['steps'][0], rank: Rank): () => Front {
    return () => {
      const key = `${column} ${descending}`;
      const known = this.fronts.get(key) ?? Front.of(this.snapshot.rows, rank);
      this.fronts.set(key, known);
      return known;
    };
  }

  /** Reads and finds ahead what most questions will need. Costs seconds for millions of rows; nobody waits for it. */
  async warm(): Promise<void> {
    await this.words.warm();
    const all = { search: [], filters: [] };
    const steps = [{ column: 'aesthetic', descending: true }];
    await this.answer({ kind: 'page', question: all, order: { steps, after: null }, size: 1 });
  }
}

/** The places of the largest counts, the largest first, ties as `compare` has it. */
function topIndexes(counts: number[], size: number, compare: (a: number, b: number) => number): number[] {
  const order = (a: number, b: number) => (counts[b] as number) - (counts[a] as number) || compare(a, b);
  let kept: number[] = [];
  let least = 0;
  for (let i = 0; i < counts.length; i++) {
    if ((counts[i] as number) < least) continue;
    kept.push(i);
    if (kept.length < size * 4 + 64) continue;
    kept = kept.sort(order).slice(0, size);
    least = counts[kept.at(-1) as number] as number;
  }
  return kept.sort(order).slice(0, size);
}
