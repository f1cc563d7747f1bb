import type { Sql } from '../client.ts';
import { excludeFromNew } from '../exclusions/exclusions.ts';
import { lockRules } from '../exclusions/locks.ts';
import { grantVersion } from '../roles.ts';
import type { Version } from './create.ts';
import { checkNames } from './names.ts';
import type { Session } from './session.ts';

/** What is stated about a dataset. A missing field stays as it is; null clears it. */
export interface DatasetFields {
  aliases?: string[];
  title?: string | null;
  about?: string | null;
  source?: string | null;
  licence?: string | null;
  invented?: boolean;
  /** db/config.ts: DatasetConfig; null: the explorer's own tables. */
  config?: object | null;
  /** The highest images.id this version may use; never lowers the dataset's. */
  lastImageId?: number;
}

/** A file that was read, as catalog.ingest_file keeps it. */
export interface ReadFile {
  path: string;
  sha256: string;
  bytes: number;
  firstId: number;
  rowsRead: number;
  rowsKept: number;
  rejected: object;
  mended: object;
  notices: string[];
  /** When it was read, as an ISO time; missing: now. */
  readAt?: string;
}

/** What is kept about how a version was made. */
export interface Making {
  fingerprint?: string;
  summary?: object;
  files?: ReadFile[];
  /** The last exclusion that was asked when its rows were taken out; those that came since are asked now. */
  lastRule?: number;
}

/**
 * Makes a loaded version the one that readers see, in one transaction: grants, the catalogue's rows, the switch; what
 * was published before is retired. The dataset is made when it does not exist.
 *
 * Throws a SetupError for a name or alias that cannot be used. Requests under way go on with the version they began with.
 */
export async function publishVersion(
  owner: Sql,
  version: Version,
  fields: DatasetFields = {},
  making: Making = {},
): Promise<void> {
  await grantVersion(owner, version.schemaName);
  await owner.begin(async (tx) => {
    await lockRules(tx);
    if (making.lastRule !== undefined) await excludeFromNew(tx, version.schemaName, making.lastRule);
    await lockNames(tx);
    await checkNames(tx, version.dataset, fields.aliases ?? []);
    for (const file of making.files ?? []) await keepFile(tx, version.id, file);
    await tx`
      update catalog.version set state = 'retired', retired_at = now()
      where dataset = ${version.dataset} and state = 'published'`;
    await tx`
      update catalog.version set state = 'published', published_at = now(),
        fingerprint = ${making.fingerprint ?? null}, summary = ${json(making.summary)}::jsonb
      where id = ${version.id}`;
    await tx`insert into catalog.dataset (name) values (${version.dataset}) on conflict do nothing`;
    await setFields(tx, version.dataset, fields, version.id);
  });
}

/** Changes what is stated about a published dataset, nothing else. Throws as `publishVersion` does. */
export async function describeDataset(owner: Sql, dataset: string, fields: DatasetFields): Promise<void> {
  await owner.begin(async (tx) => {
    await lockNames(tx);
    await checkNames(tx, dataset, fields.aliases ?? []);
    await setFields(tx, dataset, fields, null);
  });
}

/** Names are unique over two columns, which no constraint can say: those who give names take turns. */
const lockNames = (tx: Session) => tx`select pg_advisory_xact_lock(hashtextextended('names of datasets', 0))`;

async function setFields(tx: Session, dataset: string, fields: DatasetFields, current: number | null): Promise<void> {
  const { lastImageId = 0, aliases, config, ...plain } = fields;
  await tx`
    update catalog.dataset set
      current_version = coalesce(${current}::bigint, current_version),
      last_image_id = greatest(last_image_id, ${lastImageId}::bigint)
    where name = ${dataset}`;
  for (const [column, value] of Object.entries(plain)) {
    if (value === undefined) continue;
    await tx`update catalog.dataset set ${tx(column)} = ${value} where name = ${dataset}`;
  }
  if (aliases) await tx`update catalog.dataset set aliases = ${aliases}::text[] where name = ${dataset}`;
  if (config !== undefined) {
    await tx`update catalog.dataset set config = ${json(config)}::jsonb where name = ${dataset}`;
  }
}

async function keepFile(tx: Session, versionId: number, file: ReadFile): Promise<void> {
  await tx`
    insert into catalog.ingest_file
      (version_id, path, sha256, bytes, first_id, rows_read, rows_kept, rejected, mended, notices, read_at)
    values (${versionId}, ${file.path}, ${file.sha256}, ${file.bytes}, ${file.firstId}, ${file.rowsRead},
      ${file.rowsKept}, ${json(file.rejected)}::jsonb, ${json(file.mended)}::jsonb, ${json(file.notices)}::jsonb,
      coalesce(${file.readAt ?? null}::timestamptz, now()))`;
}

/** The connection writes JSON as the text it is given. */
const json = (value: unknown) => (value === undefined || value === null ? null : JSON.stringify(value));
