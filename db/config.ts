import { KNOWN_TABLES } from './known-tables.ts';
import storedQueries from './stored-queries.json' with { type: 'json' };

export interface ColumnConfig {
  /** What people call the column over its values; missing: its name. */
  label?: string;
  /** What it is called in a sentence, "whose … is"; missing: the label. */
  inside?: string;
  /** What the values mean, for people. */
  description?: string;
  /** How numbers are written: pixels, a score, a probability, a plain identifier without thousands marks. */
  unit?: 'pixels' | 'score' | 'probability' | 'identifier' | 'count';
  /** How an order by it is said: the highest first, the lowest first. */
  order?: [descending: string, ascending: string];
  /** What a chosen value is said with, instead of "whose … is": "from pinimg.com". */
  preposition?: string;
  /** Bins of its histogram: equal steps, and an open one at either end. */
  histogram?: { from: number; to: number; step: number };
}

/** The columns that make a row a picture: where it is, what it is called, its size, its probability to be unsafe. */
export interface PictureConfig {
  address: string;
  caption: string;
  width: string;
  height: string;
  unsafe: string;
}

/** What is declared about a table; everything else is read from Postgres (db/catalog.ts). */
export interface TableConfig {
  title?: string;
  description?: string;
  /** What one row is called, and several; missing: row, rows. */
  nouns?: [one: string, many: string];
  /** What a heading begins with while nothing is asked: "Where the images come from". */
  opening?: string;
  /** The columns a page shows, in their order, unless its address says which; missing: all. */
  shown?: string[];
  /** Makes a gallery of the rows. */
  picture?: PictureConfig;
  /** The column a person reads instead of the key. */
  labelColumn?: string;
  /** The default order; a minus for descending. Null or missing: by the key. */
  sort?: string;
  /** Rows of a page unless asked otherwise. */
  size?: number;
  /** The columns that may be sorted by; missing: all. */
  sortable?: string[];
  /** Facets shown unless others are asked for. */
  facets?: string[];
  /** Histograms shown beside the rows, in their order. */
  plots?: string[];
  /** The column whose words `_search` looks at; missing: the table has no search. */
  search?: string;
  /** Column to table, where Postgres itself holds no foreign key. */
  links?: Record<string, string>;
  columns?: Record<string, ColumnConfig>;
}

export interface StoredQuery {
  sql: string;
  title?: string;
  description?: string;
}

export interface DatasetConfig {
  tables: Record<string, TableConfig>;
  queries: Record<string, StoredQuery>;
}

/** What holds for every dataset that declares nothing of its own. */
export const DEFAULT_CONFIG: DatasetConfig = { tables: KNOWN_TABLES, queries: storedQueries };
