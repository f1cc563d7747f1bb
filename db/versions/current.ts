import type { DataCard } from '../data-card.ts';
import type { Version } from './create.ts';
import type { ReadFile } from './publish.ts';
import type { Session } from './session.ts';

export interface CurrentVersion extends Version {
  fingerprint: string;
  invented: boolean;
  /** What was read into it, in order. */
  files: ReadFile[];
  /** Data cards of the files that have one, by content hash. */
  cards: Record<string, DataCard>;
}

/** What of a dataset is published; null: nothing is. */
export async function currentVersion(session: Session, dataset: string): Promise<CurrentVersion | null> {
  const [row] = await session<(Version & { fingerprint: string | null; invented: boolean; cards: string | null })[]>`
    select v.id::int, v.dataset, v.schema_name as "schemaName", v.fingerprint, d.invented, v.summary -> 'cards' as cards
    from catalog.dataset d join catalog.version v on v.id = d.current_version where d.name = ${dataset}`;
  if (!row) return null;
  const files = await session<(Omit<ReadFile, 'rejected' | 'mended' | 'notices'> & Record<string, string>)[]>`
    select path, sha256, bytes::float8, first_id::float8 as "firstId", rows_read::float8 as "rowsRead",
      rows_kept::float8 as "rowsKept", rejected, mended, notices, read_at as "readAt"
    from catalog.ingest_file where version_id = ${row.id} order by id`;
  return {
    ...row,
    fingerprint: row.fingerprint ?? '',
    cards: JSON.parse(row.cards ?? '{}'),
    files: files.map((file) => ({ ...file, ...parsed(file) })) as ReadFile[],
  };
}

const parsed = ({ rejected, mended, notices }: Record<string, string>) => ({
  rejected: JSON.parse(rejected ?? '{}'),
  mended: JSON.parse(mended ?? '{}'),
  notices: JSON.parse(notices ?? '[]'),
});

export interface GivenNumbers {
  /** The highest images.id of any version. */
  last: number;
  /** Content hash to the first ids that the file's rows were given, in whatever version. */
  firstIds: Map<string, number[]>;
}

/** The numbers of images that a dataset has used up, in all its versions: they stand for the same rows for ever. */
export async function givenNumbers(session: Session, dataset: string): Promise<GivenNumbers> {
  const [row] = await session<{ last: number }[]>`
    select last_image_id::float8 as last from catalog.dataset where name = ${dataset}`;
  const files = await session<{ sha256: string; ids: number[] }[]>`
    select f.sha256, array_agg(distinct f.first_id::float8 order by f.first_id::float8) as ids
    from catalog.ingest_file f join catalog.version v on v.id = f.version_id
    where v.dataset = ${dataset} group by f.sha256`;
  return { last: row?.last ?? 0, firstIds: new Map(files.map((file) => [file.sha256, file.ids])) };
}
