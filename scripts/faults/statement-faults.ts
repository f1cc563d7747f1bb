import { setTimeout as sleep } from 'node:timers/promises';
import { ask, DATASET } from './answers.ts';
import type { Fault } from './fault.ts';

const CANCELLING_MS = 1000;
const LOCKED_MS = 4000;
const VISITORS = 8;

const cancelled: Fault = {
  name: 'cancel',
  done: 'every running statement of the explorer cancelled, again and again for 1 s',
  base: 'own',
  mayBreak: true,
  strike: (rig) =>
    rig.asOwner(async (owner) => {
      let count = 0;
      for (const end = performance.now() + CANCELLING_MS; performance.now() < end; await sleep(2)) {
        const found = await owner`
          select pg_cancel_backend(pid) from pg_stat_activity
          where application_name like 'aesthetic-explorer%' and state = 'active'`;
        count += found.count;
      }
      return { ended: performance.now(), note: `${count} statements cancelled` };
    }),
};

const locked: Fault = {
  name: 'lock',
  done: 'images locked against reading for 4 s: every statement on it is slow',
  base: 'own',
  mayBreak: true,
  strike: (rig) =>
    rig.asOwner(async (owner) => {
      const [current] = await owner<{ schema: string }[]>`
        select v.schema_name as schema from catalog.dataset d join catalog.version v on v.id = d.current_version
        where d.name = ${DATASET}`;
      await owner.begin(async (tx) => {
        await tx`lock table ${tx(current?.schema ?? '')}.images in access exclusive mode`;
        await sleep(LOCKED_MS);
      });
      return { ended: performance.now() };
    }),
};

const slow: Fault = {
  name: 'slow',
  done: `${VISITORS} visitors at once run a statement of a minute on the SQL page`,
  base: 'own',
  // What visitors do there must not show elsewhere; the SQL page itself has its own line.
  mayBreak: true,
  async strike(rig) {
    const path = `/${DATASET}/-/query.json?sql=select+count(*)+from+images+a,images+b,images+c`;
    const began = performance.now();
    const answers = await Promise.all(
      Array.from({ length: VISITORS }, () => ask(rig.server.address, path, true, 30_000)),
    );
    const odd = answers.find(({ kind }) => kind !== 'late' && kind !== 'away');
    if (odd) throw new Error(`It was answered ${JSON.stringify(odd)}`);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    return { ended: performance.now(), note: `all refused or ended within ${seconds} s` };
  },
};

export const STATEMENT_FAULTS = [cancelled, locked, slow];
