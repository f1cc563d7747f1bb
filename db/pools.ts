import { connect, type Sql } from './client.ts';
import { shared } from './shared.ts';

const pools = shared('pools', () => new Map<string, Sql>());

/**
 * One pool a kind of work and server, made when it is first asked for and kept by the process, so that pages, exports and the SQL
 * page cannot starve one another. Sessions only read, and each statement is planned for its own values. `parameters`
 * and `options` are as in `connect`, and count when the pool is made.
 */
export function pool(
  kind: string,
  url: string,
  max: number,
  parameters: Record<string, string> = {},
  options: object = {},
): Sql {
  const key = `${kind} ${url}`;
  const known = pools.get(key);
  if (known) return known;
  const always = { default_transaction_read_only: 'on', plan_cache_mode: 'force_custom_plan' };
  const made = connect(url, max, { ...always, ...parameters }, options);
  pools.set(key, made);
  return made;
}
