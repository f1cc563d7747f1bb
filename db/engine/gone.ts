import type { Sql } from '../client.ts';
import { Bitmap } from './bitmap.ts';
import type { Snapshot } from './snapshot.ts';

/** The rows that were taken out of a version after it was made (db/exclusions). */
export class Gone {
  private known: { epoch: number; rows: Promise<Bitmap> } | null = null;

  constructor(
    private readonly snapshot: Snapshot,
    /** A replica may not have heard of the latest. */
    private readonly primary: Sql,
  ) {}

  /** As they are since `epoch`, or a later one. Not to be changed. */
  at(epoch: number): Promise<Bitmap> {
    if (this.known && this.known.epoch >= epoch) return this.known.rows;
    const rows = this.read();
    this.known = { epoch, rows };
    rows.catch(() => {
      if (this.known?.rows === rows) this.known = null;
    });
    return rows;
  }

  private async read(): Promise<Bitmap> {
    const { schema } = this.snapshot;
    const rows = new Bitmap(this.snapshot.rows);
    const ids = await this.primary<{ id: number }[]>`
      select id::float8 as id from ${this.primary(schema)}._gone`;
    for (const { id } of ids) {
      const row = await this.snapshot.rowFrom(id);
      if (row < this.snapshot.rows) rows.add(row);
    }
    return rows;
  }
}
