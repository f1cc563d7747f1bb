import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { literal } from '../ingest/quote.ts';

/** A side of a comparison: as the explorer is asked, and as DuckDB is. */
export interface Asked {
  value: string;
  where: string;
}

/** One line of what tells two sides apart. */
export interface Line {
  label: string;
  a: number;
  b: number;
  ratio: number | null;
  g2: number;
}

export interface Contrast {
  over: Line[];
  under: Line[];
}

const words = (column: string) =>
  `list_distinct(regexp_extract_all(strip_accents(lower(${column})), '[\\p{L}\\p{N}\\p{M}]+'))`;

/** G² by way of entropies, and the rules of the tables: at least five, a chance of less than one in a thousand. */
const CONTRAST = `
  with total as (select count(*) filter (where in_a)::double as ta, count(*) filter (where in_b)::double as tb from item),
  counted as (select label, count(*) filter (where in_a)::double as a, count(*) filter (where in_b)::double as b
    from item, unnest(labels) as each (label) group by label),
  judged as (select *, 2 * (x(a) + x(b) + x(ta - a) + x(tb - b) - x(a + b) - x(ta + tb - a - b) - x(ta) - x(tb) + x(ta + tb)) as g2
    from counted, total where a + b >= 5)
  select label, a::int as a, b::int as b, case when b > 0 then (a / ta) / (b / tb) end as ratio, g2
  from judged where g2 >= 10.83`;

/** The same answers by another program, from the very files that were ingested. */
export class DuckAnswers {
  private constructor(private readonly duck: DuckDBConnection) {}

  /** Reads the files, with the site of each host as the explorer has it: which name is registrable is no question of SQL. */
  static async open(files: string, places: string): Promise<DuckAnswers> {
    const duck = await (await DuckDBInstance.create(':memory:')).connect();
    await duck.run(`
      set threads = 2;
      create macro x(n) as case when n <= 0 then 0 else n * ln(n) end;
      create table place as select distinct domain, site from read_csv(${literal(places)}, header = true, all_varchar = true);
      create table image as select p.site, "TEXT" as text, "WIDTH" as width, "HEIGHT" as height,
        "AESTHETIC_SCORE"::float as aesthetic, ${words('"TEXT"')} as words
      from read_parquet(${literal(files)}) join place p
        on p.domain = lower(regexp_extract("URL", '^https?://([^/:?#]+)', 1))`);
    return new DuckAnswers(duck);
  }

  private async rows(sql: string): Promise<Record<string, unknown>[]> {
    return (await this.duck.runAndReadAll(sql)).getRowObjectsJS();
  }

  private async number(sql: string): Promise<number> {
    return Number(Object.values((await this.rows(sql))[0] ?? {})[0]);
  }

  count = ({ where }: Asked) => this.number(`select count(*) from image where ${where}`);

  both = (a: Asked, b: Asked) => this.number(`select count(*) from image where (${a.where}) and (${b.where})`);

  private async contrast(items: string): Promise<Contrast> {
    await this.duck.run(`create or replace temp table item as ${items}`);
    const lines = (await this.rows(CONTRAST)).map(
      ({ label, a, b, ratio, g2 }): Line => ({
        label: String(label),
        a: Number(a),
        b: Number(b),
        ratio: ratio === null ? null : Number(ratio),
        g2: Number(g2),
      }),
    );
    const isOver = ({ ratio }: Line) => ratio === null || ratio > 1;
    return { over: lines.filter(isOver), under: lines.filter((line) => !isOver(line)) };
  }

  sites = (a: Asked, b: Asked) =>
    this.contrast(`select coalesce(${a.where}, false) as in_a, coalesce(${b.where}, false) as in_b, [site] as labels
      from image where coalesce(${a.where}, false) or coalesce(${b.where}, false)`);

  words = (a: Asked, b: Asked) =>
    this.contrast(`select coalesce(${a.where}, false) as in_a, coalesce(${b.where}, false) as in_b, words as labels
      from image where text is not null and (coalesce(${a.where}, false) or coalesce(${b.where}, false))`);

  /** How many of a side's images lie below the first edge, between each two, and from the last on. */
  async histogram({ where }: Asked, column: string, edges: number[]): Promise<number[]> {
    const edge = (value: number) => (column === 'aesthetic' ? `${value}::float` : String(value));
    const bins = [...edges, null].map((below, i) => {
      const from = edges[i - 1];
      const bounds = [
        from === undefined ? null : `${column} >= ${edge(from)}`,
        below === null ? null : `${column} < ${edge(below)}`,
      ];
      return `count(*) filter (where ${bounds.filter(Boolean).join(' and ')}) as bin_${i}`;
    });
    const [row = {}] = await this.rows(`select ${bins.join(', ')} from image where ${where}`);
    return Object.values(row).map(Number);
  }
}
