import { MOST_WATCHED, questionOf } from '../../_url/watched.ts';

/** How many rows a question had, when it was asked. */
export interface Counted {
  count: number;
  /** Whether there were at least so many. */
  truncated: boolean;
  /** As ISO 8601. */
  at: string;
}

/** A question that the browser keeps. */
export interface Watched {
  question: string;
  /** In words, as it was answered; null: it never was. */
  words: string | null;
  last: Counted | null;
}

const KEY = 'watch';

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function countedOf(value: unknown): Counted | null {
  if (!isRecord(value) || !Number.isSafeInteger(value.count) || Number.isNaN(Date.parse(String(value.at)))) return null;
  return { count: Number(value.count), truncated: value.truncated === true, at: String(value.at) };
}

function watchedOf(value: unknown, place: number): Watched {
  const question = isRecord(value) && typeof value.question === 'string' ? questionOf(value.question) : null;
  if (!isRecord(value) || question === null)
    throw new Error(`Entry ${place} is no question about a table, such as {"question": "/set/images?_search=words"}.`);
  return { question, words: typeof value.words === 'string' ? value.words : null, last: countedOf(value.last) };
}

/** Reads a list as it is kept and exported. Throws an Error, a sentence, for what is none. */
export function readList(text: string): Watched[] {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    throw new Error('This is no JSON: a list that was exported here is.');
  }
  const questions = isRecord(parsed) ? parsed.questions : undefined;
  if (!Array.isArray(questions)) throw new Error('This file holds no list: "questions" is missing.');
  return united(
    [],
    questions.map((value, i) => watchedOf(value, i + 1)),
  );
}

/** A list with others added that it does not hold. Throws an Error where they are too many. */
export function united(list: Watched[], others: Watched[]): Watched[] {
  const all = new Map([...others, ...list].map((watched) => [watched.question, watched]));
  // In the order of the list, the others after it.
  const questions = [...new Set([...list, ...others].map(({ question }) => question))];
  if (questions.length > MOST_WATCHED) throw new Error(`A list holds at most ${MOST_WATCHED} questions.`);
  return questions.flatMap((question) => all.get(question) ?? []);
}

/** A list as text, to be kept or exported. */
export const listText = (list: Watched[]): string => `${JSON.stringify({ questions: list }, null, 2)}\n`;

/** The list of this browser. Throws where it keeps nothing, and where what it keeps is broken. */
export function keptList(): Watched[] {
  const text = localStorage.getItem(KEY);
  return text === null ? [] : readList(text);
}

/** Keeps a list in this browser. Throws where it keeps nothing. */
export const keepList = (list: Watched[]): void => localStorage.setItem(KEY, listText(list));

/**
 * Keeps the number a question of the list has now. Its words stay those it was first kept with: should the same address
 * come to ask something else, that is seen.
 */
export function rememberCount(question: string, last: Counted, words: string | null): void {
  const list = keptList();
  const watched = list.find((each) => each.question === question);
  if (!watched) return;
  const now = { question, words: watched.words ?? words, last };
  keepList(list.map((each) => (each === watched ? now : each)));
}
