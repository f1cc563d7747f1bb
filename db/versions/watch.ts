import type { Sql } from '../client.ts';
import type { Session } from './session.ts';

const INTERVAL_MS = 500;

/**
 * Tells `onProgress` twice a second how far the COPY or CREATE INDEX is that `session` runs: rows copied, or the part of
 * the index from 0 to 1. Ends with `stop`. It asks on another connection of `pool`; what fails is left out silently,
 * since it is nothing but a display.
 */
export async function watchProgress(
  pool: Sql,
  session: Session,
  onProgress: (at: { rows: number } | { part: number }) => void,
): Promise<() => void> {
  const [row] = await session<{ pid: number }[]>`select pg_backend_pid() as pid`;
  const pid = row?.pid ?? 0;
  let isBusy = false;
  const timer = setInterval(async () => {
    if (isBusy) return;
    isBusy = true;
    const at = await look(pool, pid).catch(() => null);
    isBusy = false;
    if (at) onProgress(at);
  }, INTERVAL_MS);
  return () => clearInterval(timer);
}

async function look(pool: Sql, pid: number): Promise<{ rows: number } | { part: number } | null> {
  const [copy] = await pool<{ rows: number }[]>`
    select tuples_processed::float8 as rows from pg_stat_progress_copy where pid = ${pid}`;
  if (copy) return copy;
  const [index] = await pool<{ part: number }[]>`
    select coalesce(blocks_done::float8 / nullif(blocks_total, 0), 0) as part
    from pg_stat_progress_create_index where pid = ${pid}`;
  return index ?? null;
}
