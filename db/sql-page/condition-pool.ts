import type { Sql } from '../client.ts';
import { pool } from '../pools.ts';
import { type Place, takeTls } from '../secure-socket.ts';
import { limitMemory } from './memory-limit.ts';
import { openMetered } from './metered-socket.ts';
import { strangerParameters } from './session.ts';

const CONNECTIONS = 4;

/**
 * The pool in which questions with a `_where=` run, as the sql role: a condition finds the version's own tables by
 * name, and its sessions have a stranger's limits of memory. Made when first asked for, kept by the process.
 */
export function conditionPool(url: string, schema: string): Sql {
  const role = decodeURIComponent(new URL(url).username);
  const tls = takeTls(new URL(url));
  const socket = (place: Place) =>
    openMetered(place, tls, Number.POSITIVE_INFINITY, (pid) => void limitMemory(pid, role));
  return pool(`sql ${schema}`, url, CONNECTIONS, strangerParameters(schema), { socket });
}
