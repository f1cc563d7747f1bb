import type { Fragment } from '../client.ts';
import type { Session } from './session.ts';

/** Whether anything was ever taken out of a version (db/exclusions). */
export async function hasExcluded(session: Session, schemaName: string): Promise<boolean> {
  const [found] = await session<{ exists: boolean }[]>`
    select to_regclass(${`"${schemaName}"._excluded_images`}) is not null as exists`;
  return found?.exists ?? false;
}

/**
 * A table of a version, with what was taken out of it where `has` says that there is some, to select from: a later
 * version is made of all there is, and then takes out again what must be.
 */
export function withExcluded(
  session: Session,
  schemaName: string,
  table: 'images' | 'domain' | 'site',
  has: boolean,
): Fragment {
  const own = session`${session(schemaName)}.${session(table)}`;
  if (!has) return own;
  return session`(select * from ${own} union all select * from ${session(schemaName)}.${session(`_excluded_${table}`)})`;
}
