import type { Sql } from '../../db/client.ts';

/**
 * The words of captions as Postgres's norm() leaves them, by plain JavaScript. Text search reads a number such as 12e3
 * at the beginning of a word as a word of its own.
 */
export function wordsOf(normal: string): string[] {
  return normal
    .split(' ')
    .flatMap((word) => {
      const [, figure, rest] = /^(\d+e\d+)(\D.*)$/u.exec(word) ?? [];
      return figure && rest ? [figure, rest] : [word];
    })
    .filter((word) => word !== '');
}

/** The captions of a version as lists of words; one list a row. */
export async function captionWords(owner: Sql, schemaName: string): Promise<string[][]> {
  const rows = await owner<{ normal: string | null }[]>`
    select template.norm(text) as normal from ${owner(schemaName)}.images order by id`;
  return rows.map(({ normal }) => wordsOf(normal ?? ''));
}

/** Word to the number of captions that hold it. */
export function countWords(captions: readonly string[][]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const words of captions) {
    for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** For each list of phrases, each a list of words, how many captions hold one of them word by word. */
export function countPhrases(captions: readonly string[][], names: readonly string[][][]): number[] {
  const byFirst = new Map<string, { name: number; phrase: string[] }[]>();
  for (const [name, phrases] of names.entries()) {
    for (const phrase of phrases) {
      const [first = ''] = phrase;
      byFirst.set(first, [...(byFirst.get(first) ?? []), { name, phrase }]);
    }
  }
  const counts = new Array<number>(names.length).fill(0);
  for (const words of captions) {
    const found = new Set<number>();
    for (const [i, word] of words.entries()) {
      for (const { name, phrase } of byFirst.get(word) ?? []) {
        if (phrase.every((part, k) => words[i + k] === part)) found.add(name);
      }
    }
    for (const name of found) counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
