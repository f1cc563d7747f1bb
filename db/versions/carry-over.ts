import type { Session } from './session.ts';
import { hasExcluded, withExcluded } from './with-excluded.ts';

/**
 * Copies all images of one version, those taken out included, into another of the same dataset, numbers and all. Returns how many. A column that
 * either of them lacks is left out.
 */
export async function carryOverImages(session: Session, fromSchema: string, toSchema: string): Promise<number> {
  const columns = await session<{ name: string }[]>`
    select attname as name from pg_attribute
    where attrelid = ${`"${toSchema}".images`}::regclass and attnum > 0 and not attisdropped
      and attname in (
        select attname from pg_attribute
        where attrelid = ${`"${fromSchema}".images`}::regclass and attnum > 0 and not attisdropped)
    order by attnum`;
  const names = session(columns.map((column) => column.name));
  const has = await hasExcluded(session, fromSchema);
  const result = await session`
    insert into ${session(toSchema)}.images (${names})
    select ${names} from ${withExcluded(session, fromSchema, 'images', has)} as all_images`;
  return result.count;
}
