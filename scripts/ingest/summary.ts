import { duration, type Stage } from './progress.ts';
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
  if (summary.duplicateUrls > 0) lines.push(`  kept, though the URL occurs before: ${figure(summary.duplicateUrls)}`);
  const stages = Object.entries(summary.seconds);
  const total = stages.reduce((sum, [, seconds]) => sum + seconds, 0);
  lines.push(
    `  ${duration(total)}: ${stages.map(([stage, seconds]) => `${stage} ${seconds.toFixed(1)} s`).join(', ')}`,
  );
  return lines.join('\n');
}

const figure = (n: number) => n.toLocaleString('en-US');
