import type { DataCard } from '../../db/data-card.ts';
import { type Stage, stagesText } from './progress.ts';
import type { Rejection } from './survey.ts';

/** What an ingest came to; kept in catalog.version. */
export interface Summary {
  rowsRead: number;
  rowsKept: number;
  rejected: Record<string, Rejection>;
  mended: Record<string, number>;
  /** Rows kept whose URL an earlier row of this ingest has as well. */
  duplicateUrls: number;
  /** Rows taken out again because of an exclusion, by its kind; missing in older summaries. */
  excluded?: Record<string, number>;
  /** Hosts and sites of the whole version. */
  domains: number;
  sites: number;
  /** How files of the version were made from others, by their content hash; missing: no file says so. */
  cards?: Record<string, DataCard>;
  seconds: Partial<Record<Stage, number>>;
}

/** The summary for people, in lines. */
export function summaryText(dataset: string, summary: Summary): string {
  const lines = [
    `${dataset}: ${figure(summary.rowsRead)} rows read, ${figure(summary.rowsKept)} kept, ` +
      `${figure(summary.rowsRead - summary.rowsKept)} rejected; ${figure(summary.sites)} sites, ` +
      `${figure(summary.domains)} domains.`,
  ];
  for (const [reason, { count, examples }] of Object.entries(summary.rejected)) {
    lines.push(`  rejected, ${reason}: ${figure(count)}`, ...examples.map((url) => `    ${JSON.stringify(url)}`));
  }
  for (const [reason, count] of Object.entries(summary.mended)) lines.push(`  mended, ${reason}: ${figure(count)}`);
  for (const [kind, count] of Object.entries(summary.excluded ?? {}))
    lines.push(`  excluded by ${kind}: ${figure(count)}`);
  for (const { rowsIn, rowsOut, where } of Object.values(summary.cards ?? {}))
    lines.push(
      `  a subset by its data card: ${figure(rowsOut)} of ${figure(rowsIn)} rows, where ${JSON.stringify(where)}`,
    );
  if (summary.duplicateUrls > 0) lines.push(`  kept, though the URL occurs before: ${figure(summary.duplicateUrls)}`);
  lines.push(`  ${stagesText(summary.seconds)}`);
  return lines.join('\n');
}

const figure = (n: number) => n.toLocaleString('en-US');
