import type { Session } from './session.ts';

/** Spread over the machines of a cluster by `id`, those of the same id on the same one. */
const BY_ID = ['images', '_excluded_images'];
/** Whole on every machine, so that the rows of `images` find there what they lead to. */
const EVERYWHERE = [
  'artists',
  'celebrities',
  'characters',
  'domain',
  'site',
  'word',
  '_excluded_domain',
  '_excluded_site',
];

/** Where the rows of a version's table are: on the machine that their id leads to, on every machine, or with the coordinator. */
export type Lie = 'by id' | 'everywhere' | 'coordinator';

export function lieOf(table: string): Lie {
  if (BY_ID.includes(table)) return 'by id';
  return EVERYWHERE.includes(table) ? 'everywhere' : 'coordinator';
}

/** Whether this session talks to the coordinator of a Citus cluster. */
export async function isCoordinator(session: Session): Promise<boolean> {
  const [found] = await session<{ exists: boolean }[]>`
    select exists (select from pg_extension where extname = 'citus') as "exists"`;
  if (!found?.exists) return false;
  const [row] = await session<{ answer: boolean }[]>`select citus_is_coordinator() as answer`;
  return row?.answer === true;
}

/**
 * Spreads tables of a version over the cluster, where there is one: `tables` that were made just now in the same
 * transaction and are still empty. What the engine reads stays with the coordinator. Does nothing on a single server.
 */
export async function distributeTables(session: Session, schemaName: string, tables: readonly string[]): Promise<void> {
  if (!(await isCoordinator(session))) return;
  const relation = (name: string) => `"${schemaName}"."${name}"`;
  for (const name of BY_ID.filter((each) => tables.includes(each))) {
    // All versions lie alike, so that the next one is made of the last without rows changing machines.
    const beside = name === 'images' ? 'default' : relation('images');
    await session`select create_distributed_table(${relation(name)}::regclass, 'id', colocate_with => ${beside})`;
  }
  for (const name of EVERYWHERE.filter((each) => tables.includes(each)))
    await session`select create_reference_table(${relation(name)}::regclass)`;
}
