import { cpus, loadavg, totalmem } from 'node:os';
import type { Trial } from './trial.ts';

export const machine = (): string =>
  `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}, load average ${loadavg()
    .map((load) => load.toFixed(1))
    .join(', ')}`;

const most = (numbers: number[]) => Math.max(0, ...numbers).toFixed(1);
const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);

function errorsOf(trials: Trial[]): string {
  const all = new Map<string, number>();
  for (const { errors } of trials) for (const [name, n] of errors) all.set(name, (all.get(name) ?? 0) + n);
  return [...all].map(([name, n]) => `${n} × ${name}`).join(', ') || 'none';
}

function row(trials: Trial[]): string[] {
  const [first] = trials;
  if (!first) return [];
  const recoveries = trials.map(({ recovery }) => recovery).sort((a, b) => a - b);
  return [
    first.fault.name,
    first.fault.done,
    String(trials.length),
    sum(trials.map(({ answers }) => answers)).toLocaleString('en-US'),
    errorsOf(trials),
    most(trials.map(({ errorSeconds }) => errorSeconds)),
    (recoveries[Math.floor(recoveries.length / 2)] ?? 0).toFixed(1),
    most(recoveries),
    String(sum(trials.map(({ lost }) => lost))),
    String(sum(trials.map(({ doubled }) => doubled))),
    trials.every(({ broken }) => broken.length === 0) ? 'held' : '**broken**',
  ];
}

/** A line for each fault, in Markdown. */
export function faultTable(trials: Trial[]): string {
  const names = [...new Set(trials.map(({ fault }) => fault.name))];
  const head = ['fault', 'what was done', 'times', 'answers', 'errors', 'errors for, s', 'recovery, s', 'longest, s'];
  head.push('rows lost', 'doubled', 'rules');
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const rows = names.map((name) => row(trials.filter(({ fault }) => fault.name === name)));
  return [line(head), line(head.map((_, i) => (i < 2 || i === 4 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}
