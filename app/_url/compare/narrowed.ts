import type { CaptionContrast } from '../../../db/compare/caption-contrast.ts';
import type { Question } from '../../../db/query.ts';
import type { Range } from '../ranges.ts';

type Part = CaptionContrast['over'][number];

export const withValue = (question: Question, column: string, value: string): Question => ({
  ...question,
  filters: [...question.filters, { column, operator: 'exact', value }],
});

/** The question with a word or name among what is searched; null where its mode of search has no words for it. */
export function withPart(
  question: Question,
  { kind, label, search }: Pick<Part, 'kind' | 'label' | 'search'>,
): Question | null {
  const mode = question.search[0]?.mode ?? 'default';
  if (mode === 'escaped' && kind !== 'word' && / OR /.test(search)) return null;
  // Quotes say the same word in every mode.
  const text = kind === 'word' && mode !== 'default' ? `"${label}"` : search;
  return { ...question, search: [...question.search, { text, column: null, mode }] };
}

/** The question within a range of a column, too. */
export function within(question: Question, column: string, { from, below }: Range): Question {
  const bounds = [
    ...(from === null ? [] : [{ column, operator: 'gte' as const, value: from }]),
    ...(below === null ? [] : [{ column, operator: 'lt' as const, value: below }]),
  ];
  return { ...question, filters: [...question.filters, ...bounds] };
}
