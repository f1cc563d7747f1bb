import { KNOWN_TABLES } from './known-tables.ts';
import storedQueries from './stored-queries.json' with { type: 'json' };

export interface ColumnConfig {
  /** What the values mean, for people. */
  description?: string;
  /** How numbers are written: pixels, a score, a probability, a plain identifier without thousands marks. */
  unit?: 'pixels' | 'score' | 'probability' | 'identifier' | 'count';
}

/** What is declared about a table; everything else is read from Postgres (db/catalog.ts). */
export interface TableConfig {
  title?: string;
  description?: string;
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
