import { setTimeout as sleep } from 'node:timers/promises';
import { connect, type Sql } from '../../db/client.ts';
import type { Fault } from './fault.ts';
import type { Rig } from './rig.ts';

const DOWN_MS = 1000;

const restarted: Fault = {
  name: 'restart',
  done: 'Postgres stopped and started again (fast shutdown)',
  base: 'given',
  mayBreak: true,
  async strike(rig) {
    await rig.stopDatabase();
    await rig.startDatabase();
    return { ended: performance.now() };
  },
};

const killed: Fault = {
  name: 'kill',
  done: 'Postgres killed with SIGKILL; the web server brings it back',
  base: 'own',
  mayBreak: true,
  async strike(rig) {
    process.kill(rig.postmasterPid(), 'SIGKILL');
    return { ended: performance.now() };
  },
};

const refused: Fault = {
  name: 'refused',
  done: 'Postgres killed with SIGKILL, connections refused for 1 s, then started',
  base: 'given',
  mayBreak: true,
  async strike(rig) {
    process.kill(rig.postmasterPid(), 'SIGKILL');
    await sleep(DOWN_MS);
    // Lets go of the one that is dead.
    await rig.stopDatabase();
    await rig.startDatabase();
    return { ended: performance.now() };
  },
};

/** Opens connections until the server refuses one; returns them. */
async function takeAll(url: string): Promise<Sql[]> {
  const taken: Sql[] = [];
  for (;;) {
    const one = connect(url, 1, { application_name: 'faults' }, { idle_timeout: 0, max_lifetime: null });
    try {
      await one`select 1`;
      taken.push(one);
    } catch (error) {
      await one.end({ timeout: 0 });
      if ((error as { code?: string }).code === '53300') return taken;
      throw error;
    }
  }
}

/** Takes every connection, those that the explorer holds included: its own are ended, and what becomes free is taken. */
async function starve(rig: Rig): Promise<Sql[]> {
  const taken = await takeAll(rig.url);
  const [first] = taken;
  for (let round = 0; first && round < 5; round++) {
    await first`
      select pg_terminate_backend(pid) from pg_stat_activity where application_name like 'aesthetic-explorer%'`;
    taken.push(...(await takeAll(rig.url)));
  }
  return taken;
}

const crowded: Fault = {
  name: 'connections',
  done: 'every connection of Postgres taken by others for 1 s (error 53300)',
  base: 'given',
  mayBreak: true,
  async strike(rig) {
    const taken = await starve(rig);
    await sleep(DOWN_MS);
    await Promise.all(taken.map((one) => one.end({ timeout: 0 })));
    return { ended: performance.now(), note: `${taken.length} connections taken` };
  },
};

export const POSTGRES_FAULTS = [restarted, killed, refused, crowded];
