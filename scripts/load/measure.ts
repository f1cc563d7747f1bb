import { connect } from '../../db/client.ts';
import { descendants, enginePid, statusOf } from '../faults/processes.ts';
import type { Rig } from '../faults/rig.ts';

/** Megabytes that each part holds, and connections that the explorer has to Postgres. */
export interface Usage {
  web: number;
  engine: number;
  /** What each of its processes holds for itself alone. */
  postgres: number;
  connections: number;
}

/** Connections of the web server and its engine; those of an ingest bear its name. */
async function connectionsOf(url: string): Promise<number> {
  const owner = connect(url, 1, { application_name: 'load' });
  try {
    const [row] = await owner<{ n: number }[]>`
      select count(*)::int as n from pg_stat_activity
      where application_name like 'aesthetic-explorer%' and application_name not like '%ingest%'`;
    return row?.n ?? 0;
  } finally {
    await owner.end({ timeout: 2 });
  }
}

export async function usageOf(rig: Rig): Promise<Usage> {
  const postmaster = rig.postmasterPid();
  const backends = [postmaster, ...descendants(postmaster)];
  const megabytes = (kilobytes: number) => Math.round(kilobytes / 1024);
  return {
    web: megabytes(statusOf(rig.server.pid, 'VmRSS')),
    engine: megabytes(statusOf(enginePid(rig.server.pid) ?? 0, 'VmRSS')),
    postgres: megabytes(backends.reduce((sum, pid) => sum + statusOf(pid, 'RssAnon'), 0)),
    connections: await connectionsOf(rig.url),
  };
}
