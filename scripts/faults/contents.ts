import { connect } from '../../db/client.ts';
import { DATASET } from './answers.ts';

/** Rows of each table of a version with a checksum over them, whatever their order. */
export type Contents = Map<string, { rows: number; checksum: string }>;

/** Reads what is published in Postgres itself, the engine's tables included. */
export async function contentsOf(ownerUrl: string): Promise<Contents> {
  const owner = connect(ownerUrl, 1);
  try {
    const [current] = await owner<{ schema: string }[]>`
      select v.schema_name as schema from catalog.dataset d join catalog.version v on v.id = d.current_version
      where d.name = ${DATASET}`;
    const schema = current?.schema ?? '';
    const tables = await owner<{ name: string }[]>`
      select relname as name from pg_class where relnamespace = to_regnamespace(${schema}) and relkind = 'r' order by 1`;
    const contents: Contents = new Map();
    for (const { name } of tables) {
      const [row] = await owner<{ rows: number; checksum: string }[]>`
        select count(*)::int as rows, coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)::text as checksum
        from ${owner(schema)}.${owner(name)} t`;
      if (row) contents.set(name, row);
    }
    return contents;
  } finally {
    await owner.end({ timeout: 2 });
  }
}

export interface Comparison {
  lost: number;
  doubled: number;
  isSame: boolean;
}

/** What became of the rows: how many are missing, how many there are too many, and whether each is what it was. */
export function compare(wanted: Contents, found: Contents): Comparison {
  const names = new Set([...wanted.keys(), ...found.keys()]);
  const result: Comparison = { lost: 0, doubled: 0, isSame: true };
  for (const name of names) {
    const [before, after] = [wanted.get(name), found.get(name)];
    const more = (after?.rows ?? 0) - (before?.rows ?? 0);
    result.lost += Math.max(0, -more);
    result.doubled += Math.max(0, more);
    result.isSame &&= before?.checksum === after?.checksum;
  }
  return result;
}
