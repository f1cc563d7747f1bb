import type { Sql } from '../client.ts';

export interface Version {
  id: number;
  dataset: string;
  /** The Postgres schema that holds its tables. */
  schemaName: string;
}

/**
 * A new, empty version of a dataset: its row in the catalogue, in state `loading`, and a schema of its own.
 *
 * The dataset need not exist yet; `publishVersion` makes it. Hold the dataset's lock (lock.ts) until then: a version
 * that is loading without it is taken for a dead one and dropped.
 */
export async function createVersion(owner: Sql, dataset: string): Promise<Version> {
  return owner.begin(async (tx) => {
    const [row] = await tx<{ id: number; schemaName: string }[]>`
      with next as (select nextval(pg_get_serial_sequence('catalog.version', 'id')) as id)
      insert into catalog.version (id, dataset, schema_name)
      select id, ${dataset}, ${schemaStem(dataset)}::text || '_v' || id from next
      returning id::int, schema_name as "schemaName"`;
    if (!row) throw new Error(`No row was made in catalog.version for ${dataset}.`);
    await tx`create schema ${tx(row.schemaName)}`;
    return { id: row.id, dataset, schemaName: row.schemaName };
  });
}

/** Usable without quotes, never with the prefix pg_, which Postgres keeps for itself, and short of its 63 bytes. */
function schemaStem(dataset: string): string {
  const stem = dataset.replace(/[^a-z0-9_]/g, '_').slice(0, 40);
  return /^[a-z]/.test(stem) && !stem.startsWith('pg_') ? stem : `d_${stem}`;
}
