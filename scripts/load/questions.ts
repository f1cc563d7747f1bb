import { DATASET } from '../faults/answers.ts';
import type { Found, Oracle } from './oracle.ts';

/** A question of the load: its address, and what of the answer is compared with the oracle's. */
export interface Question {
  path: string;
  /** The right answer as the oracle has it, in the form of `read`. */
  expected(oracle: Oracle): Promise<string>;
  /** What a body says, as text that holds nothing but rows and numbers. */
  read(body: string): string;
}

interface TableBody {
  count: number;
  rows: Record<string, number | string>[];
  facet_results?: { results: Record<string, { results: { label: string; count: number }[] }> };
}

const SIZE = 10;
const at = (rest: string) => `/${DATASET}/${rest}`;
const ids = (rows: Found) => rows.map(({ id }) => id);

interface ImagesQuestion {
  pairs: string;
  where: string;
  order: string;
}

/** Rows in their order, their count, and how many of them each host has. */
function imagesQuestion({ pairs, where, order }: ImagesQuestion): Question {
  return {
    path: at(`images.json?${pairs}&_size=${SIZE}&_extra=count&_facet=domain_id&_facet_size=20`),
    async expected(oracle) {
      const rows = await oracle.ask(`select id from images where ${where} order by ${order}, id limit ${SIZE}`);
      const [all] = await oracle.ask(`select count(*) as n from images where ${where}`);
      const hosts = await oracle.ask(`
        select count(*) as n from images where ${where} group by host order by n desc limit 20`);
      return JSON.stringify([all?.n, ids(rows), hosts.map(({ n }) => n)]);
    },
    read(body) {
      const { count, rows, facet_results } = JSON.parse(body) as TableBody;
      const hosts = facet_results?.results.domain_id?.results.map((value) => value.count);
      return JSON.stringify([count, ids(rows), hosts]);
    },
  };
}

function csvQuestion(word: string): Question {
  return {
    path: at(`images.csv?_search=${word}&_sort=id&_col=id&_size=50`),
    expected: async (oracle) =>
      ids(await oracle.ask(`select id from images where list_contains(words, '${word}') order by id limit 50`)).join(),
    // The first line is the head.
    read: (body) => body.trimEnd().split('\r\n').slice(1).join(),
  };
}

function sqlQuestion(width: number): Question {
  const sql = `select count(*) as n, min(id) as low, max(id) as high, sum(height) as heights from images where width >= ${width}`;
  return {
    path: at(`-/query.json?sql=${encodeURIComponent(sql)}&_shape=array`),
    expected: async (oracle) => JSON.stringify((await oracle.ask(sql)).map((row) => Object.values(row))),
    read: (body) => JSON.stringify((JSON.parse(body) as Found).map((row) => Object.values(row))),
  };
}

/** The hosts with the most images. Hosts with equally many may stand in any order, so they are put into one. */
function hostsQuestion(least: number): Question {
  const sorted = (rows: [string, number][]) => rows.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return {
    path: at(`domain.json?image_counts__gte=${least}&_sort_desc=image_counts&_size=1000&_extra=count`),
    async expected(oracle) {
      const rows = await oracle.ask(`select host, count(*) as n from images group by host having n >= ${least}`);
      return JSON.stringify([rows.length, sorted(rows.map(({ host, n }) => [String(host), Number(n)]))]);
    },
    read(body) {
      const { count, rows } = JSON.parse(body) as TableBody;
      return JSON.stringify([count, sorted(rows.map((row) => [String(row.domain), Number(row.image_counts)]))]);
    },
  };
}

/** The page itself: the number in its heading. */
function pageQuestion(word: string): Question {
  return {
    path: at(`images?_search=${word}`),
    async expected(oracle) {
      const [row] = await oracle.ask(`select count(*) as n from images where list_contains(words, '${word}')`);
      return Number(row?.n).toLocaleString('en-US');
    },
    read(html) {
      const heading = /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1]?.replaceAll(/<[^>]*>/g, '') ?? '';
      return heading.startsWith('No images') ? '0' : (/[\d,]*\d/.exec(heading)?.[0] ?? heading);
    },
  };
}

const withWord = (word: string) => `list_contains(words, '${word}')`;

/** The questions of the load, mixed: searches, filters, both, leaderboards, CSV, SQL and pages. */
export function mixedQuestions(words: string[]): Question[] {
  const searches = words.flatMap((word, i): Question[] => [
    imagesQuestion({ pairs: `_search=${word}&_sort=id`, where: withWord(word), order: 'id' }),
    imagesQuestion({
      pairs: `_search=${word}&width__gte=${300 + i * 17}&_sort_desc=aesthetic`,
      where: `${withWord(word)} and width >= ${300 + i * 17}`,
      order: 'aesthetic desc',
    }),
    csvQuestion(word),
    ...(i % 3 === 0 ? [pageQuestion(word)] : []),
  ]);
  const filters = words.map((_, i) =>
    imagesQuestion({
      pairs: `width__gte=${400 + i * 20}&height__lt=${1600 - i * 15}&_sort_desc=similarity`,
      where: `width >= ${400 + i * 20} and height < ${1600 - i * 15}`,
      order: 'similarity desc',
    }),
  );
  const others = [20, 40, 80, 160].map(hostsQuestion).concat([300, 700, 1100, 1500].map(sqlQuestion));
  return shuffled([...searches, ...filters, ...others]);
}

/** The same order every time, in which the kinds follow one another mixed. */
function shuffled<T>(list: T[]): T[] {
  const step = list.length % 37 === 0 ? 41 : 37;
  return list.map((_, i) => list[(i * step) % list.length] as T);
}
