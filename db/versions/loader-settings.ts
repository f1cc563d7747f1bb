import { randomBytes } from 'node:crypto';
import { connect } from '../client.ts';

/** Building an index of captions in less takes several passes. */
const MAINTENANCE_KB = 256 * 1024;

/**
 * Settings of the sessions that load a version, as far as the server knows them: a name that only they have, enough
 * memory to build indexes, and a look at the client every two seconds, so that what a killed loader had started ends
 * soon after it.
 */
export async function loaderSettings(ownerUrl: string): Promise<Record<string, string | number>> {
  const owner = connect(ownerUrl, 1);
  try {
    const [row] = await owner<{ isLinux: boolean; memory: number }[]>`
      select version() like '%linux%' as "isLinux",
        (select setting::int from pg_settings where name = 'maintenance_work_mem') as memory`;
    return {
      application_name: `aesthetic-explorer ingest ${randomBytes(6).toString('hex')}`,
      maintenance_work_mem: Math.max(row?.memory ?? 0, MAINTENANCE_KB),
      // Other systems refuse it.
      ...(row?.isLinux ? { client_connection_check_interval: 2000 } : {}),
    };
  } finally {
    await owner.end({ timeout: 5 });
  }
}
