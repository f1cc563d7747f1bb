import type { Dataset } from '../../db/catalog.ts';
import { type DataCard, dataCard } from '../../db/data-card.ts';
import { ask } from '../../db/deadline.ts';
import { ingestFilesStatement, versionReportStatement } from '../../db/queries/ingest-report.ts';
import type { Row } from '../../db/query.ts';
import { readerOf } from './reading.ts';

/** A file that was read, by its name alone: where it lay is nobody's business. */
export interface ReportedFile {
  name: string;
  /** Of its contents, in hexadecimal. */
  sha256: string;
  bytes: number;
  read: number;
  kept: number;
  rejected: Record<string, number>;
  mended: Record<string, number>;
  notices: string[];
  /** As Postgres writes it. */
  readAt: string;
  /** How it was made from others; null: it does not say. */
  card: DataCard | null;
}

/** What was read into the version that is shown. */
export interface IngestReport {
  files: ReportedFile[];
  /** Rows kept whose address an earlier row has as well; null: not kept on record. */
  duplicateUrls: number | null;
  /** Tells the version by the contents of its files and the options they were read with; null: not kept on record. */
  fingerprint: string | null;
}

const parsed = <T>(text: unknown, otherwise: T): T => (typeof text === 'string' ? JSON.parse(text) : otherwise);

/** Reasons with their counts; the examples that ingest keeps stay where they are. */
function counts(text: unknown): Record<string, number> {
  const entries = Object.entries(parsed<Record<string, number | { count: number }>>(text, {}));
  return Object.fromEntries(entries.map(([reason, of]) => [reason, typeof of === 'number' ? of : of.count]));
}

function fileOf(row: Row, cards: Record<string, unknown>): ReportedFile {
  const path = String(row.path).split(/[?#]/, 1)[0] ?? '';
  return {
    name: path.slice(path.lastIndexOf('/') + 1) || path,
    sha256: String(row.sha256),
    bytes: Number(row.bytes),
    read: Number(row.rows_read),
    kept: Number(row.rows_kept),
    rejected: counts(row.rejected),
    mended: counts(row.mended),
    notices: parsed<string[]>(row.notices, []),
    readAt: String(row.read_at),
    card: dataCard(cards[String(row.sha256)]),
  };
}

/** How the shown version of a dataset was made; null: not read in time. */
export async function ingestReport(dataset: Dataset): Promise<IngestReport | null> {
  const reader = readerOf(dataset);
  const [version, files] = await Promise.all([
    ask(reader.pool, versionReportStatement(dataset.version), reader),
    ask(reader.pool, ingestFilesStatement(dataset.version), reader),
  ]);
  if (version.state === 'timed out' || files.state === 'timed out') return null;
  const { summary: text, fingerprint = null } = version.value[0] ?? {};
  const summary = parsed<{ duplicateUrls?: number; cards?: Record<string, unknown> }>(text, {});
  const { cards = {} } = summary;
  return {
    files: files.value.map((row) => fileOf(row, cards)),
    duplicateUrls: summary.duplicateUrls ?? null,
    fingerprint: fingerprint === null ? null : String(fingerprint),
  };
}

/** The counts of several files together, by reason. */
export function together(counts: Record<string, number>[]): [reason: string, count: number][] {
  const sum = new Map<string, number>();
  for (const each of counts)
    for (const [reason, count] of Object.entries(each)) sum.set(reason, (sum.get(reason) ?? 0) + count);
  return [...sum].sort(([, a], [, b]) => b - a);
}
