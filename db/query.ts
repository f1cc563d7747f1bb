/** The vocabulary of a question and its answer. Pure: imports nothing, so that the browser may know it too. */

export type OperatorName =
  | 'exact'
  | 'not'
  | 'contains'
  | 'notcontains'
  | 'startswith'
  | 'endswith'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'like'
  | 'notlike'
  | 'glob'
  | 'in'
  | 'notin'
  | 'arraycontains'
  | 'arraynotcontains'
  | 'date'
  | 'isnull'
  | 'notnull'
  | 'isblank'
  | 'notblank';

/** One condition on one column; `value` is the text of the URL, read as the column's type when SQL is written. */
export interface Filter {
  column: string;
  operator: OperatorName;
  value: string;
}

/** `default` is this explorer's syntax, `escaped` takes every character literally, `raw` is the FTS5 grammar. */
export type SearchMode = 'default' | 'escaped' | 'raw';

/** Words to find in the table's searched text; `column` names one searched column, null all of them. */
export interface Search {
  text: string;
  column: string | null;
  mode: SearchMode;
}

/** Rows linked through another table: those whose key stands beside `value` in `table`.`column`. */
export interface Through {
  table: string;
  column: string;
  value: string;
}

export interface Sort {
  column: string;
  descending: boolean;
}

/** Which rows: everything counts and facets depend on. A cursor is not part of it (law 2). */
export interface Question {
  table: string;
  search: Search[];
  filters: Filter[];
  through: Through[];
  /** SQL conditions of the visitor's own; with any, the question runs as the sql role. */
  where: string[];
  /** Only rows that this question about the same table does not match. */
  outside?: Question;
}

/** A question with its order and its place in it. */
export interface TableQuery extends Question {
  /** Empty: by the key (a view: in its own order). */
  sort: Sort[];
  /** The token of the page before, as the URL holds it; null: the first page. */
  next: string | null;
  /** Rows of a page, at least 0. */
  size: number;
}

export type FacetType = 'column' | 'array' | 'date';

export interface Facet {
  column: string;
  type: FacetType;
}

/** A value as it leaves Postgres; 64-bit integers are BigInt. */
export type Value = string | number | bigint | boolean | null | Uint8Array;
export type Row = Record<string, Value>;

export interface Rows {
  rows: Row[];
  /** The token of the next page; null: this was the last. */
  next: string | null;
}

/** `exact` or a lower bound, after the time limit. */
export interface Count {
  count: number;
  truncated: boolean;
}

export interface FacetValue {
  value: Value;
  /** The linked row's label, else the value. */
  label: Value;
  count: number;
}

export interface FacetValues {
  facet: Facet;
  values: FacetValue[];
  /** True when there are more values than asked for. */
  truncated: boolean;
  /** Rows without a value. Null when it was not asked for. */
  blank: number | null;
}

/** What came of a question. An outage never looks like "no results" (law 4): it is thrown, this is answered. */
export type Answer<T> = { state: 'answered'; value: T } | { state: 'timed out'; milliseconds: number };

/** Wrong input: each message names what was wrong and what is allowed. Becomes status 400. */
export class BadRequest extends Error {
  constructor(readonly errors: string[]) {
    super(errors.join('; '));
    this.name = 'BadRequest';
  }
}
