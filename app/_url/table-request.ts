import type { Dataset, Table } from '../../db/catalog.ts';
import type { Facet, TableQuery } from '../../db/query.ts';
import type { Settings } from '../settings.ts';
import type { Pairs } from './pairs.ts';

export const SHAPES = ['objects', 'arrays', 'array', 'arrayfirst', 'object'] as const;
export type Shape = (typeof SHAPES)[number];

/** How a page shows the rows. */
export const VIEWS = ['table', 'gallery', 'summary'] as const;
export type View = (typeof VIEWS)[number];

/** A request for a table, read: the question, and how its answer is to be shown. */
export interface TableRequest {
  /** The query string as it was written; links to related questions are edits of it. */
  pairs: Pairs;
  query: TableQuery;
  /** The columns shown, key columns first. */
  columns: string[];
  facets: Facet[];
  /** The first so many of them are there by declaration, not by the URL. */
  declaredFacets: number;
  facetSize: number;
  /** Linked columns that show their row's label. */
  labels: string[];
  shape: Shape;
  newlineDelimited: boolean;
  jsonColumns: string[];
  jsonInfinity: boolean;
  extras: Set<string>;
  noFacets: boolean;
  noSuggestions: boolean;
  noCount: boolean;
  /** Seconds a cache may keep it; null: the default. */
  ttl: number | null;
  milliseconds: number;
  /** CSV: every row, as a file, with a header, cells escaped for a spreadsheet. */
  stream: boolean;
  download: boolean;
  header: boolean;
  safe: boolean;
  view: View;
  /** A page that sends its counts and plots with its first bytes, however long they take. */
  wait: boolean;
}

/** What a request is read against. */
export interface Context {
  dataset: Dataset;
  table: Table;
  settings: Settings;
}
