import { quantile } from './measure.ts';
import type { Task } from './workload.ts';

/** What was measured of one task. */
export interface Timing {
  task: Task;
  status: number;
  /** Milliseconds of its first time on each server that was started. */
  first: number[];
  /** Asked for nothing that was kept, and for what may be. */
  fresh: number[];
  kept: number[];
  /** The first time after Postgres was restarted, nothing of it kept; NaN: not tried. */
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
  const rows = timings.map(({ task, status, first, fresh, kept, restarted, bytes, rows: count }) => {
    const p50 = quantile(fresh, 0.5);
    const isMet = task.target === null || p50 <= task.target;
    return [
      `${task.group}: ${task.name}`,
      status === 200 ? '' : String(status),
      task.target === null ? '' : `${isMet ? '' : '**'}${task.target}${isMet ? '' : '**'}`,
      figure(p50),
      (p50 / calibration).toFixed(2),
      figure(quantile(fresh, 0.95)),
      figure(quantile(kept, 0.5)),
      figure(quantile(kept, 0.95)),
      figure(Math.max(...first, ...fresh, ...kept)),
      figure(quantile(first, 0.5)),
      figure(restarted),
      figure((count * 1000) / p50),
      String(bytes),
    ];
  });
  const head = ['request', 'status', 'target', 'p50', 'ratio', 'p95', 'kept p50', 'kept p95', 'worst'];
  return table([...head, 'after start', 'Postgres restarted', 'rows/s', 'bytes'], rows);
}

export const missed = (timings: Timing[]): Timing[] =>
  timings.filter(({ task, fresh, status }) => status !== 200 || (task.target ?? Infinity) < quantile(fresh, 0.5));

export { figure };
