import type { Answer } from '../../db/query.ts';
import type { Late } from '../_answer/late.ts';

/** What has come with the first bytes; null while it is on its way, when it took too long, or when it failed. */
export function known<T>({ outcome }: Late<Answer<T> | null>): T | null {
  if (!outcome || !('value' in outcome)) return null;
  return outcome.value?.state === 'answered' ? outcome.value.value : null;
}
