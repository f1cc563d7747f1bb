import type { Server } from '../catalog.ts';
import type { Bins, Histogram } from '../queries/histogram.ts';
import type { Filter, Search } from '../query.ts';

/** A question about images as the engine takes it: conditions of SQL and linked tables are not its business. */
export interface EngineQuestion {
  search: Search[];
  filters: Filter[];
  /** Only rows that this one does not match. */
  outside?: EngineQuestion;
  /** How often rows were taken out of the version or put back; missing: never. */
  epoch?: number;
  /** The server to read what is not in memory from; missing: the primary. */
  server?: Server;
  /** What is found is shared by questions that say the same here, and only by them. */
  fresh?: string;
}

/** One thing that may be asked. Plain data, for it goes to another thread. */
export type EngineRequest =
  | { kind: 'count'; question: EngineQuestion }
  /** All values of a column of whole numbers. */
  | { kind: 'values'; question: EngineQuestion; column: string }
  /** At most `size` rows, evenly spread over those that match. */
  | { kind: 'sample'; question: EngineQuestion; size: number }
  /** The words of the captions of at most `size` images, evenly spread over those that match. */
  | { kind: 'words'; question: EngineQuestion; size: number }
  /** How many of such captions hold any phrase of each list; a phrase is folded words, one space between two. */
  | { kind: 'phrases'; question: EngineQuestion; size: number; lists: string[][] }
  | { kind: 'tally'; question: EngineQuestion; column: string; size: number; chosen: string[] }
  | { kind: 'histograms'; question: EngineQuestion; columns: Bins[] }
  | { kind: 'page'; question: EngineQuestion; order: EngineOrder; size: number };

/** The order of a page, and behind which row it begins: a text for each column of the order (null: NULL), and its id. */
export interface EngineOrder {
  steps: { column: string; descending: boolean }[];
  after: { values: (string | null)[]; id: string } | null;
}

/** The commonest values of a column, the chosen ones whatever their count. */
export interface EngineTally {
  /** The commonest first, ties by value. */
  values: { value: number | string; count: number }[];
  distinct: number;
  blank: number;
}

/** How many rows have each value of a column, in no order: `counts[i]` rows have `values[i]`. */
export interface ValueCounts {
  values: Int32Array;
  counts: Int32Array;
  blank: number;
}

/** Some rows by their ids, ascending, of so many that match. */
export interface EngineSample {
  ids: number[];
  count: number;
}

/** How many captions hold each word, in no order: `counts[i]` hold the word of place i. */
export interface WordCounts {
  /** One space between two. */
  words: string;
  counts: Int32Array;
  /** Captions that were read, of so many there are. */
  read: number;
  captions: number;
}

/** How many captions hold a phrase of each list, in the lists' order; of how many read, of how many there are. */
export interface PhraseCounts {
  counts: Int32Array;
  read: number;
  captions: number;
}

export interface EngineAnswers {
  phrases: PhraseCounts;
  words: WordCounts;
  count: number;
  values: ValueCounts;
  sample: EngineSample;
  tally: EngineTally;
  histograms: Histogram[];
  /** Ids in the order of the page. */
  page: number[];
}

export type EngineAnswer = EngineAnswers[keyof EngineAnswers];
