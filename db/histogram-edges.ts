import type { Column } from './catalog.ts';
import type { ColumnConfig } from './config.ts';

const COUNTS = ['1', '2', '5', '10', '20', '50', '100', '200', '500', '1000', '2000', '5000', '10000', '100000'];

/** Six decimals are finer than any step, and end the error of adding floats up. */
const decimal = (value: number): string => String(Number(value.toFixed(6)));

/**
 * Where the bins of a column's histogram begin and end, ascending, as the text a filter would hold; below the first and
 * from the last on are two more bins, open to their side. Null for a column that has no histogram.
 */
export function histogramEdges(column: Pick<Column, 'kind'>, config: ColumnConfig | undefined): string[] | null {
  if (column.kind !== 'integer' && column.kind !== 'float') return null;
  if (config?.unit === 'count') return COUNTS;
  const bins = config?.histogram ?? (config?.unit === 'score' ? { from: 0, to: 10, step: 0.25 } : null);
  if (!bins) return null;
  const steps = Math.round((bins.to - bins.from) / bins.step);
  return Array.from({ length: steps + 1 }, (_, i) => decimal(bins.from + i * bins.step));
}
