export const STAGES = [
  'finding files',
  'hashing files',
  'surveying rows',
  'loading rows',
  'indexing images',
  'counting hosts',
  'counting words',
  'counting names',
  'publishing',
] as const;

export type Stage = (typeof STAGES)[number];

/** What an ingest, or other work in stages, tells while it works. */
export interface Progress<S extends string = Stage> {
  /** A stage begins; `total` is what `at` counts up to: rows, or names. */
  stage(stage: S, total?: number): void;
  at(done: number): void;
  /** Seconds by stage so far. */
  seconds(): Partial<Record<S, number>>;
  /** A sentence of its own. */
  say(sentence: string): void;
  /** Nothing more comes. */
  end(): void;
}

/** Share of the whole time, as measured on a million rows; what is left is estimated by it. */
const WEIGHTS: Record<Stage, number> = {
  'finding files': 0,
  'hashing files': 1,
  'surveying rows': 8,
  'loading rows': 12,
  'indexing images': 54,
  'counting hosts': 10,
  'counting words': 13,
  'counting names': 1,
  publishing: 1,
};

const BAR = 24;
const TTY_INTERVAL_MS = 100;
const LINE_INTERVAL_MS = 15_000;

/**
 * Progress as a bar that is drawn over on a terminal, and as a line for each stage and now and then elsewhere. `weights`
 * has the stages in their order, those of an ingest unless told otherwise.
 */
export function showProgress(out: NodeJS.WriteStream): Progress;
export function showProgress<S extends string>(out: NodeJS.WriteStream, weights: Record<S, number>): Progress<S>;
export function showProgress(out: NodeJS.WriteStream, weights: Record<string, number> = WEIGHTS): Progress<string> {
  const clock = stageClock();
  let total = 0;
  let done = 0;
  let drawn = 0;
  const draw = (isForced: boolean) => {
    const now = performance.now();
    if (!isForced && now - drawn < (out.isTTY ? TTY_INTERVAL_MS : LINE_INTERVAL_MS)) return;
    drawn = now;
    const line = describe(clock, weights, done, total);
    out.write(out.isTTY ? `\r\x1b[K${line.slice(0, (out.columns || 80) - 1)}` : `${line}\n`);
  };
  return {
    stage(stage, count = 0) {
      clock.begin(stage);
      total = count;
      done = 0;
      draw(true);
    },
    at(count) {
      done = Math.min(count, total);
      draw(false);
    },
    seconds: clock.seconds,
    say: (sentence) => out.write(out.isTTY ? `\r\x1b[K${sentence}\n` : `${sentence}\n`),
    end() {
      clock.begin(null);
      if (out.isTTY) out.write('\r\x1b[K');
    },
  };
}

/** Progress that nobody sees; it still keeps time. */
export function silentProgress<S extends string = Stage>(): Progress<S> {
  const clock = stageClock<S>();
  return { stage: clock.begin, at: () => {}, seconds: clock.seconds, say: () => {}, end: () => clock.begin(null) };
}

interface StageClock<S extends string> {
  begin(stage: S | null): void;
  seconds(): Partial<Record<S, number>>;
  current(): { stage: S | null; stageSeconds: number; totalSeconds: number };
}

function stageClock<S extends string>(): StageClock<S> {
  const spent: Partial<Record<S, number>> = {};
  const started = performance.now();
  let stage: S | null = null;
  let since = started;
  const running = () => (performance.now() - since) / 1000;
  return {
    begin(next) {
      if (stage) spent[stage] = (spent[stage] ?? 0) + running();
      stage = next;
      since = performance.now();
    },
    seconds: () => {
      const rounded = Object.entries<number>(spent as Record<string, number>);
      return Object.fromEntries(rounded.map(([name, value]) => [name, Math.round(value * 100) / 100])) as typeof spent;
    },
    current: () => ({ stage, stageSeconds: running(), totalSeconds: (performance.now() - started) / 1000 }),
  };
}

function describe(clock: StageClock<string>, weights: Record<string, number>, done: number, total: number): string {
  const { stage, stageSeconds, totalSeconds } = clock.current();
  if (!stage) return '';
  const part = total > 0 ? done / total : 0;
  const stages = Object.keys(weights);
  const sumOf = (names: string[]) => names.reduce((sum, name) => sum + (weights[name] ?? 0), 0);
  const whole = (sumOf(stages.slice(0, stages.indexOf(stage))) + sumOf([stage]) * part) / sumOf(stages);
  const filled = Math.round(whole * BAR);
  const pieces = [`[${'#'.repeat(filled)}${'-'.repeat(BAR - filled)}] ${Math.floor(whole * 100)}%`, stage];
  if (done > 0) {
    const unit = stage === 'counting names' ? 'names' : 'rows';
    pieces.push(
      `${figure(done)} of ${figure(total)} ${unit}`,
      `${figure(done / Math.max(stageSeconds, 0.001))} ${unit}/s`,
    );
  }
  if (whole > 0.03) pieces.push(`about ${duration(totalSeconds / whole - totalSeconds)} left`);
  return pieces.join(' · ');
}

const figure = (n: number) => Math.round(n).toLocaleString('en-US');

/** How long it took in all, and each stage. */
export function stagesText(seconds: Partial<Record<string, number>>): string {
  const stages = Object.entries(seconds as Record<string, number>);
  const total = stages.reduce((sum, [, spent]) => sum + spent, 0);
  return `${duration(total)}: ${stages.map(([stage, spent]) => `${stage} ${spent.toFixed(1)} s`).join(', ')}`;
}

/** Whole seconds, or minutes and seconds. */
export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
