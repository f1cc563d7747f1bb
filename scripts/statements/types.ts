import type { Sql } from '../../db/client.ts';
import type { Logged } from './log.ts';

const PREPARABLE = /^\s*(select|insert|update|delete|merge|values|with)\b/i;

/**
 * The types that Postgres finds for the parameters of statements, by their text. Those that it cannot read by
 * themselves, because they need a temporary table or another version, are left out.
 */
export async function typesOf(
  owner: Sql,
  schemaName: string,
  logged: readonly Logged[],
): Promise<Map<string, string[]>> {
  const types = new Map<string, string[]>();
  const session = await owner.reserve();
  try {
    await session`select set_config('search_path', quote_ident(${schemaName}) || ', public', false)`;
    for (const text of new Set(logged.map((each) => each.text))) {
      if (!PREPARABLE.test(text)) continue;
      try {
        await session.unsafe(`prepare observed as ${text}`);
      } catch {
        continue;
      }
      const [row] = await session<{ types: string[] }[]>`
        select parameter_types::text[] as types from pg_prepared_statements where name = 'observed'`;
      types.set(text, row?.types ?? []);
      await session.unsafe('deallocate observed');
    }
  } finally {
    session.release();
  }
  return types;
}
