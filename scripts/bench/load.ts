import { ask, quantile } from './measure.ts';
import type { Task } from './workload.ts';

const CLIENTS = 16;

export interface LoadResult {
  requests: number;
  errors: number;
  perSecond: number;
  p50: number;
  p95: number;
  worst: number;
}

/**
 * Sixteen clients that ask the tasks in an order of their own, one after another, for so many seconds; with `fresh` for
 * nothing that was kept.
 */
export async function load(origin: string, tasks: Task[], seconds: number, fresh: boolean): Promise<LoadResult> {
  const until = performance.now() + seconds * 1000;
  const times: number[] = [];
  let errors = 0;
  const client = async (number: number) => {
    for (let i = number * 7; performance.now() < until; i += 1 + (number % 3)) {
      const task = tasks[i % tasks.length] as Task;
      const answer = await ask(origin + task.path, fresh).catch(() => null);
      if (answer?.status !== 200) errors++;
      times.push(answer?.milliseconds ?? Number.NaN);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
  const answered = times.filter((time) => !Number.isNaN(time));
  return {
    requests: times.length,
    errors,
    perSecond: times.length / seconds,
    p50: quantile(answered, 0.5),
    p95: quantile(answered, 0.95),
    worst: Math.max(...answered),
  };
}
