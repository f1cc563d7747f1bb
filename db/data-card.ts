/** Key of the card in the key-value metadata of a Parquet file; its value is the card as JSON. */
export const CARD_KEY = 'aesthetic-explorer.data-card';
/** A card of another form than this one is not read. */
export const CARD_FORMAT = 1;
/** Nothing longer is looked at. */
export const MAX_CARD_BYTES = 16 << 20;
/** So many of the files are kept with a dataset; the card's sums speak of all. */
export const KEPT_FILES = 1000;

const MAX_CONDITIONS = 1000;
const MAX_EDGES = 1000;
const MAX_TEXT = 10_000;
const MAX_NAME = 1000;

/**
 * What one of the conditions that were joined by `and` came to. It holds, fails or is unknown (a value it compares is
 * not recorded) for each row that was read; unless it holds, the row is left out.
 */
export interface ConditionCount {
  text: string;
  holds: number;
  unknown: number;
  /** Rows for which all conditions before it hold and it does not: over all conditions, every row left out once. */
  first: number;
  /** Rows that it alone left out: those that would come in without it. */
  only: number;
}

export interface ScoreCounts {
  /** One more than there are edges: below the first, then from each edge to the next, then from the last on. */
  counts: number[];
  /** Rows without a score. */
  blank: number;
}

/** How a Parquet file was made from others; it lies in the file itself. */
export interface DataCard {
  format: typeof CARD_FORMAT;
  /** Name and version. */
  program: string;
  /** As an ISO time. */
  madeAt: string;
  /** The condition as it was written. */
  where: string;
  /** Only so many rows were read, from the first; null: all. */
  limit: number | null;
  rowsIn: number;
  rowsOut: number;
  conditions: ConditionCount[];
  scores: { edges: number[]; before: ScoreCounts; after: ScoreCounts };
  /** Values of the rows that were written which had to be mended, by reason. */
  mended: Record<string, number>;
  fileCount: number;
  /** In the order they were read, by their names alone: where they lay is nobody's business. */
  files: CardFile[];
}

export interface CardFile {
  name: string;
  sha256: string;
  bytes: number;
  rowsIn: number;
  rowsOut: number;
}

/**
 * A card from what may be one and may come from anybody: null unless it has the form above, is of bounded size and its
 * numbers agree with each other. Its texts are still a stranger's.
 */
export function dataCard(value: unknown): DataCard | null {
  const card = value as DataCard;
  return hasForm(card) && addsUp(card) ? onlyKnown(card) : null;
}

const scoresOf = ({ counts, blank }: ScoreCounts): ScoreCounts => ({ counts, blank });

/** Without whatever else somebody put into it. */
function onlyKnown({ format, program, madeAt, where, limit, rowsIn, rowsOut, fileCount, mended, ...card }: DataCard) {
  const { edges, before, after } = card.scores;
  const files = card.files.slice(0, KEPT_FILES);
  return {
    ...{ format, program, madeAt, where, limit, rowsIn, rowsOut },
    conditions: card.conditions.map(({ text, holds, unknown, first, only }) => ({ text, holds, unknown, first, only })),
    scores: { edges, before: scoresOf(before), after: scoresOf(after) },
    mended,
    fileCount,
    files: files.map(({ name, sha256, bytes, rowsIn, rowsOut }) => ({ name, sha256, bytes, rowsIn, rowsOut })),
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;

/** Text that Postgres takes as JSON, too: no control characters, no half of a pair. */
const isText = (value: unknown, most: number): value is string =>
  typeof value === 'string' && value.length <= most && /^[^\p{Cc}\p{Cs}]*$/u.test(value.replace(/[\t\r\n]/g, ' '));

const isList = (value: unknown, most: number, isItem: (item: unknown) => boolean): value is unknown[] =>
  Array.isArray(value) && value.length <= most && value.every(isItem);

const isCondition = (value: unknown): boolean =>
  isObject(value) &&
  isText(value.text, MAX_TEXT) &&
  [value.holds, value.unknown, value.first, value.only].every(isCount);

const isFile = (value: unknown): boolean =>
  isObject(value) &&
  isText(value.name, MAX_NAME) &&
  isText(value.sha256, 64) &&
  /^[0-9a-f]{64}$/.test(value.sha256) &&
  [value.bytes, value.rowsIn, value.rowsOut].every(isCount);

const isScores = (value: unknown, bins: number): boolean =>
  isObject(value) && isList(value.counts, bins, isCount) && value.counts.length === bins && isCount(value.blank);

function hasForm(card: unknown): card is DataCard {
  if (!isObject(card) || !isObject(card.scores) || !isObject(card.mended)) return false;
  const { edges, before, after } = card.scores;
  if (!isList(edges, MAX_EDGES, Number.isFinite) || edges.length === 0) return false;
  return (
    card.format === CARD_FORMAT &&
    isText(card.program, MAX_NAME) &&
    isText(card.where, MAX_TEXT) &&
    isText(card.madeAt, 40) &&
    !Number.isNaN(Date.parse(card.madeAt)) &&
    (card.limit === null || isCount(card.limit)) &&
    [card.rowsIn, card.rowsOut, card.fileCount].every(isCount) &&
    isList(card.conditions, MAX_CONDITIONS, isCondition) &&
    [before, after].every((counts) => isScores(counts, edges.length + 1)) &&
    isList(Object.entries(card.mended), MAX_CONDITIONS, isMending) &&
    isList(card.files, card.fileCount as number, isFile)
  );
}

const isMending = (entry: unknown): boolean => {
  const [reason, count] = entry as [unknown, unknown];
  return isText(reason, MAX_NAME) && isCount(count);
};

function addsUp({ rowsIn, rowsOut, conditions, scores, fileCount, files }: DataCard): boolean {
  const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
  const whole = files.length === fileCount;
  return (
    rowsIn - sum(conditions.map(({ first }) => first)) === rowsOut &&
    conditions.every(({ holds, unknown, first, only }) => holds + unknown <= rowsIn && only <= first) &&
    scores.edges.every((edge, i) => i === 0 || edge > (scores.edges[i - 1] as number)) &&
    sum(scores.before.counts) + scores.before.blank === rowsIn &&
    sum(scores.after.counts) + scores.after.blank === rowsOut &&
    (!whole || (sum(files.map((file) => file.rowsIn)) === rowsIn && sum(files.map((file) => file.rowsOut)) === rowsOut))
  );
}
