import type { Sql } from '../client.ts';
import type { DatasetFields } from './publish.ts';
import type { Session } from './session.ts';

/** What the catalogue says of a dataset beside what is published of it. */
export interface DatasetRow {
  name: string;
  fields: DatasetFields;
  createdAt: string;
  /** How the published version was made. */
  summary: Report | null;
  /** How often rows were taken out of it or put back. */
  epoch: number;
  /** Versions that were published before: the numbers that their files' rows were given still stand. */
  earlier: EarlierVersion[];
}

/** What is told of an ingest or of a file of it; `rejected` may be told by examples. */
export interface Report {
  rejected?: Record<string, { count: number; examples: string[] }>;
}

export interface EarlierVersion {
  fingerprint: string | null;
  summary: Report | null;
  createdAt: string;
  publishedAt: string | null;
  retiredAt: string | null;
  /** Rows of catalog.ingest_file. */
  files: Report[];
}

/** Names of the datasets that are published. */
export async function publishedDatasets(session: Session): Promise<string[]> {
  const rows = await session<{ name: string }[]>`
    select name from catalog.dataset where current_version is not null order by name`;
  return rows.map((row) => row.name);
}

type Texts = { config: string | null; summary: string | null };

/** A published dataset's row of the catalogue, and its history. */
export async function readDatasetRow(session: Session, name: string): Promise<DatasetRow> {
  const [row] = await session<(Pick<DatasetRow, 'createdAt' | 'epoch'> & Texts & Omit<DatasetFields, 'config'>)[]>`
    select aliases, title, about, d.source, licence, invented, config, last_image_id::float8 as "lastImageId",
      d.created_at as "createdAt", v.summary, v.epoch
    from catalog.dataset d join catalog.version v on v.id = d.current_version where d.name = ${name}`;
  if (!row) throw new Error(`${name} is not published.`);
  const { createdAt, epoch, summary, config, ...fields } = row;
  const earlier = await session<{ version: string }[]>`
    select json_build_object('fingerprint', v.fingerprint, 'summary', v.summary, 'createdAt', v.created_at,
      'publishedAt', v.published_at, 'retiredAt', v.retired_at, 'files', f.files)::text as version
    from catalog.version v join lateral (
      select json_agg(to_jsonb(f) - 'id' - 'version_id' order by f.id) as files
      from catalog.ingest_file f where f.version_id = v.id) f on files is not null
    where v.dataset = ${name} and v.state in ('published', 'retired', 'dropped')
      and v.id <> (select current_version from catalog.dataset where name = ${name}) order by v.id`;
  return {
    name,
    fields: { ...fields, config: config === null ? null : JSON.parse(config) },
    createdAt,
    epoch,
    summary: summary === null ? null : JSON.parse(summary),
    earlier: earlier.map(({ version }) => JSON.parse(version)),
  };
}

/** Gives a dataset the history of another database that it lacks, as dropped versions. Returns their numbers. */
export async function keepHistory(owner: Sql, dataset: string, earlier: readonly EarlierVersion[]): Promise<number[]> {
  return owner.begin(async (tx) => {
    const made: number[] = [];
    for (const { files, ...version } of earlier) {
      const [row] = await tx<{ id: number }[]>`
        with next as (select nextval(pg_get_serial_sequence('catalog.version', 'id')) as id)
        insert into catalog.version
          (id, dataset, schema_name, state, fingerprint, summary, created_at, published_at, retired_at)
        select id, ${dataset}, 'restored_v' || id, 'dropped', ${version.fingerprint},
          ${version.summary && JSON.stringify(version.summary)}::jsonb, ${version.createdAt}::timestamptz,
          ${version.publishedAt}::timestamptz, ${version.retiredAt}::timestamptz
        from next
        where not exists (
          select from catalog.version
          where dataset = ${dataset} and created_at = ${version.createdAt}::timestamptz)
        returning id::int`;
      if (!row) continue;
      await tx`
        insert into catalog.ingest_file
          (version_id, path, sha256, bytes, first_id, rows_read, rows_kept, rejected, mended, notices, read_at)
        select ${row.id}, path, sha256, bytes, first_id, rows_read, rows_kept, rejected, mended, notices, read_at
        from jsonb_populate_recordset(null::catalog.ingest_file, ${JSON.stringify(files)}::jsonb)`;
      made.push(row.id);
    }
    return made;
  });
}

/** Takes what `keepHistory` gave away again. */
export const forgetHistory = (owner: Sql, versions: readonly number[]): Promise<unknown> =>
  Promise.resolve(owner`delete from catalog.version where id = any(${versions as number[]})`);

/** When a dataset was first made; the earlier time wins. */
export async function setCreationTime(owner: Sql, dataset: string, createdAt: string): Promise<void> {
  await owner`
    update catalog.dataset set created_at = least(created_at, ${createdAt}::timestamptz) where name = ${dataset}`;
}
