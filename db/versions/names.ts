import { SetupError } from '../setup-error.ts';
import type { Session } from './session.ts';

/** First segments of a URL that lead to something else, or soon may. */
const RESERVED = new Set(['-', 'data', '_next', 'public', 'static', 'api']);

/**
 * Throws a SetupError when `dataset` or one of its aliases cannot be the first segment of a URL, is reserved, is given
 * twice, or already leads to another dataset.
 */
export async function checkNames(session: Session, dataset: string, aliases: readonly string[]): Promise<void> {
  const names = [dataset, ...aliases];
  for (const name of names) {
    if (!/^[a-z0-9_-]+$/.test(name)) {
      throw new SetupError(`"${name}" cannot be a name: only a to z, 0 to 9, _ and - may stand in one.`);
    }
    if (RESERVED.has(name)) throw new SetupError(`"${name}" is reserved and cannot name a dataset.`);
  }
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw new SetupError(`"${twice}" is given twice.`);
  const [taken] = await session<{ name: string; word: string }[]>`
    select d.name, w.word from catalog.dataset d, unnest(array[d.name] || d.aliases) as w (word)
    where d.name <> ${dataset} and w.word = any(${names}) limit 1`;
  if (taken) throw new SetupError(`"${taken.word}" already leads to the dataset ${taken.name}.`);
}
