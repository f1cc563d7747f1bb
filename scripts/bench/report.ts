import { quantile } from './measure.ts';
import type { Task } from './workload.ts';

/** What was measured of one task. */
export interface Timing {
  task: Task;
  status: number;
  /** Milliseconds of its first time on each server that was started, nothing of it kept. */
  first: number[];
  /** And of asking again. */
  again: number[];
  /** After Postgres was restarted; NaN: not tried. */
  restarted: number;
  bytes: number;
  rows: number;
}

const figure = (value: number) =>
  Number.isNaN(value) ? '–' : value < 10 ? value.toFixed(1) : Math.round(value).toString();

/** A table in Markdown. */
export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

/** A line for each task: times in milliseconds, beside them the ratio to the calibration query of the same minutes. */
export function timingTable(timings: Timing[], calibration: number): string {
  const rows = timings.map(({ task, status, first, again, restarted, bytes, rows: count }) => {
    const p50 = quantile(first, 0.5);
    const isMet = task.target === null || p50 <= task.target;
    return [
      `${task.group}: ${task.name}`,
      status === 200 ? '' : String(status),
      task.target === null ? '' : `${isMet ? '' : '**'}${task.target}${isMet ? '' : '**'}`,
      figure(p50),
      (p50 / calibration).toFixed(2),
      figure(quantile(first, 0.95)),
      figure(quantile(again, 0.5)),
      figure(quantile(again, 0.95)),
      figure(Math.max(...first, ...again)),
      figure(restarted),
      figure((count * 1000) / p50),
      String(bytes),
    ];
  });
  const head = ['request', 'status', 'target', 'first p50', 'ratio', 'first p95', 'again p50', 'again p95', 'worst'];
  return table([...head, 'Postgres restarted', 'rows/s', 'bytes'], rows);
}

export const missed = (timings: Timing[]): Timing[] =>
  timings.filter(({ task, first, status }) => status !== 200 || (task.target ?? Infinity) < quantile(first, 0.5));

export { figure };
