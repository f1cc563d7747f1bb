import { type SQL, sql } from '../sql.ts';

/** How a version was made: `summary`, totals as JSON text (null: nothing was kept), `fingerprint`, and `created_at`. */
export const versionReportStatement = (version: number): SQL =>
  sql`select summary, fingerprint, created_at from catalog.version where id = ${String(version)}::bigint`;

/** The files that were read into a version, in order; `rejected`, `mended` and `notices` as JSON text. */
export const ingestFilesStatement = (version: number): SQL =>
  sql`select path, sha256, bytes, first_id, rows_read, rows_kept, rejected, mended, notices, read_at
    from catalog.ingest_file where version_id = ${String(version)}::bigint order by id`;
