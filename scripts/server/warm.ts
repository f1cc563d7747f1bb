import { listDatasets } from '../../db/catalog.ts';
import { connect } from '../../db/client.ts';
import type { Shutdown } from './shutdown.ts';

const INTERVAL_MS = 2000;

/** What most visitors see first, as paths behind a dataset's. */
const FIRST = [
  '',
  '/images',
  '/images?_view=summary',
  '/images.json?_extra=count&_facet=site_id&_facet=domain_id',
  '/site',
  '/domain',
  '/artists',
];

/**
 * Asks each version, when it is published, what most visitors will ask first, by the same way as they: what is found is
 * kept. Costs seconds for millions of rows; nobody waits for it.
 */
export function keepWarm(address: string, readerUrl: string, shutdown: Shutdown): void {
  const reader = connect(readerUrl, 1);
  const seen = new Set<string>();
  const ending = new AbortController();
  let isBusy = false;
  const look = async () => {
    for (const { name, schema } of await listDatasets(reader)) {
      if (seen.has(schema)) continue;
      seen.add(schema);
      for (const path of FIRST)
        await fetch(`${address}${name}${path}`, { signal: ending.signal }).then((r) => r.text());
    }
  };
  const timer = setInterval(async () => {
    if (isBusy) return;
    isBusy = true;
    // Whatever fails here will fail before a visitor, who is told.
    await look().catch(() => {});
    isBusy = false;
  }, INTERVAL_MS);
  timer.unref();
  shutdown.later(async () => {
    clearInterval(timer);
    ending.abort();
    await reader.end({ timeout: 1 });
  });
}
