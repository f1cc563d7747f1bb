/** A question of the workload, the same for every server. */
export interface Task {
  /** What it is, for the table; tasks of one group have one target. */
  group: string;
  name: string;
  /** What comes behind the origin. */
  path: string;
  /** Milliseconds that the median of a first time may take; null: no target. */
  target: number | null;
}

/** What a workload needs to know of the data, asked of the server itself. */
export interface Known {
  dataset: string;
  /** Words by the number of captions that hold them, the commonest first. */
  words: [word: string, count: number][];
  /** Names likewise, as they are searched. */
  names: [search: string, count: number][];
  /** A token deep in the order by score; null: there is none. */
  deepToken: string | null;
}

const ALL_PARTS = '_extra=count&_facet=site_id&_facet=domain_id';
const ORDERS: [name: string, sort: string][] = [
  ['by number', '_sort=id'],
  ['by score', '_sort_desc=aesthetic'],
  ['by width', '_sort=width'],
];

/** Targets for searches by how much they match: rows in an order, and rows with their count and facets. */
const targetsFor = (matches: number): { rows: number; parts: number } => {
  if (matches <= 10_000) return { rows: 30, parts: 60 };
  if (matches <= 100_000) return { rows: 150, parts: 250 };
  return { rows: matches > 500_000 ? 30 : 150, parts: 500 };
};

const closest = (all: [string, number][], wanted: number) =>
  [...all].sort((a, b) => Math.abs(a[1] - wanted) - Math.abs(b[1] - wanted))[0];

/** Searches of every size there is, from no match to the commonest word. */
function searches({ words, names }: Known, rows: number): [name: string, text: string][] {
  const word = (share: number) => closest(words, rows * share);
  const name = (wanted: number) => closest(names, wanted);
  const found: [string, [string, number] | undefined][] = [
    ['a rare name', name(Math.min(2000, rows / 1000))],
    ['a name of 10,000', name(Math.min(9000, rows / 200))],
    ['a name of 50,000 and more', name(Math.min(78_000, rows / 155))],
    ['a word of a thousandth', word(0.001)],
    ['a very common word', word(0.12)],
    ['the commonest word', words[0]],
  ];
  const common = words.slice(3, 5).map(([text]) => text);
  return [
    ['a word that nothing matches', 'qzxqzxq'],
    ...found.flatMap(([what, each]): [string, string][] => (each ? [[what, each[0]]] : [])),
    ['two common words', common.join(' ')],
    ['a phrase of two common words', `"${common.join(' ')}"`],
    ['a beginning of words', `${(words[8]?.[0] ?? 'p').slice(0, 3)}*`],
  ];
}

/** The requests, each for 100 rows of JSON; `count` tells how many rows the question of a path matches. */
export async function workload(known: Known, rows: number, count: (path: string) => Promise<number>): Promise<Task[]> {
  const tasks: Task[] = [];
  const add = (group: string, name: string, path: string, target: number | null) =>
    tasks.push({ group, name, path: `/${known.dataset}/${path}`, target });
  for (const table of ['domain', 'site'])
    for (const sort of ['_sort_desc=image_counts', '_sort_desc=mean_aesthetic'])
      add('leaderboards', `${table} ${sort.slice(11)}`, `${table}.json?${sort}`, 10);
  add('leaderboards', 'artists', 'artists.json?_sort_desc=image_counts', 10);
  add('all images', 'by score', 'images.json?_sort_desc=aesthetic', 10);
  add('all images', 'by number', 'images.json', 10);
  if (known.deepToken)
    add('all images', 'by score, page 5,000', `images.json?_sort_desc=aesthetic&_next=${known.deepToken}`, 10);
  add('all images', 'count and facets', `images.json?${ALL_PARTS}`, 20);
  for (const [name, text] of searches(known, rows)) {
    const search = `_search=${encodeURIComponent(text)}`;
    const matches = await count(`/${known.dataset}/images.json?${search}&_size=0&_extra=count`);
    const what = `${name} (${matches.toLocaleString('en-US')})`;
    const targets = targetsFor(matches);
    for (const [order, sort] of ORDERS)
      add('search, rows', `${what}, ${order}`, `images.json?${search}&${sort}`, targets.rows);
    add('search, rows, count, facets', what, `images.json?${search}&${ALL_PARTS}`, targets.parts);
  }
  const ranges: [string, string][] = [
    ['one domain', 'domain_id=1'],
    ['one site', 'site_id=1'],
    ['score from 7', 'aesthetic__gte=7'],
    ['a width and a height', 'width__gte=1024&height__gte=1024'],
    ['a site, a score, a width', 'site_id=1&aesthetic__gte=7&width__gte=800'],
    ['a common word, a score', `_search=${encodeURIComponent(known.words[4]?.[0] ?? '')}&aesthetic__gte=7`],
  ];
  for (const [what, filter] of ranges) {
    add('filters, rows', what, `images.json?${filter}&_sort_desc=aesthetic`, 150);
    add('filters, rows, count, facets', what, `images.json?${filter}&${ALL_PARTS}`, 500);
  }
  return tasks;
}
