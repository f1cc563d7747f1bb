import { Front } from './front.ts';
import type { Matched } from './matched.ts';
import { firstRows, type PageStart, type Rank, rankBy, rankOfNull } from './page.ts';
import type { EngineOrder } from './request.ts';
import { ForPostgres } from './search.ts';
import type { Snapshot } from './snapshot.ts';

const KEY = 'id';
/** A set is large that holds more than one in so many of all rows. */
const LARGE = 200;

interface Step {
  rank: Rank;
  limit: number;
}

/** Pages of sets of rows in any order of the columns that are held. */
export class Pages {
  private readonly fronts = new Map<string, Front>();

  constructor(private readonly snapshot: Snapshot) {}

  /** The ids of a page of a set. Throws ForPostgres for an order by a column that is not held, or of texts. */
  async page(matched: Matched, order: EngineOrder, size: number): Promise<number[]> {
    const { after, steps: asked } = order;
    const steps: Step[] = [];
    for (const [i, { column, descending }] of asked.entries())
      steps.push(await this.step(column, descending, after?.values[i] ?? null));
    const ranks = steps.map((step) => step.rank);
    const rows = after ? null : this.fromFront(matched, asked, ranks, size);
    if (rows) return this.snapshot.idsOf(rows);
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
    const held = await this.snapshot.column(column);
    if (!held || held.type === 'text') throw new ForPostgres();
    const number = held.type === 'real' ? Math.fround(Number(value)) : Number(value);
    return { rank: rankBy(held, descending), limit: value === null ? rankOfNull(descending) : sign * number };
  }

  /** The first page of a large set by one column, from the first rows of all, which are found when first needed. */
  private fromFront(matched: Matched, steps: EngineOrder['steps'], ranks: Rank[], size: number): number[] | null {
    const [step, ...others] = steps;
    const [rank] = ranks;
    if (!step || !rank || others.length > 0 || matched.count <= this.snapshot.rows / LARGE) return null;
    const key = `${step.column} ${step.descending}`;
    const front = this.fronts.get(key) ?? Front.of(this.snapshot.rows, rank);
    this.fronts.set(key, front);
    return front.firstOf(matched.set, size);
  }
}
