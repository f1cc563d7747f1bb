import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { EngineState } from '../../db/engine/host.ts';

/** How many connections a login has in a state. */
export interface Connections {
  login: string;
  state: string;
  count: number;
}

/** What is counted elsewhere, and asked for when the metrics are. */
export interface Sources {
  /** Questions the engine was asked, by what came of them. */
  engine: () => Record<string, number>;
  /** Null: there is none yet. */
  engineState: () => EngineState | null;
  /** Datasets that were to be read, by server, where there is a replica. */
  placements: () => Record<string, number>;
  /** Connections to the database; throws when it does not answer. */
  connections: () => Promise<Connections[]>;
}

const ENGINE_STATES: EngineState['state'][] = ['loaded', 'loading', 'gone'];

/** From a kept answer to the longest an export may take. */
const SECONDS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15, 60, 300];

/** The metrics of this process, in Prometheus's text format. Labels are kinds and statuses, never what was asked. */
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = this.counter('explorer_requests_total', 'Requests answered', 'kind', 'status');
  private readonly cut = this.counter('explorer_answers_cut_total', 'Answers of which not all was sent', 'kind');
  private readonly rows = this.counter('explorer_rows_total', 'Rows in answers, where known', 'kind');
  private readonly engine = this.counter('explorer_engine_questions_total', 'Questions to the engine', 'outcome');
  private readonly engineState = this.gauge('explorer_engine_state', '1: its state now', 'state');
  private readonly engineRows = this.gauge('explorer_engine_rows', 'Rows of the versions that are ready in it');
  private readonly engineBytes = this.gauge('explorer_engine_resident_bytes', 'Memory of its process');
  private readonly placements = this.counter('explorer_datasets_read_total', 'Where there is a replica', 'server');
  private readonly running = this.gauge('explorer_requests_running', 'Requests under way');
  private readonly up = this.gauge('explorer_database_up', 'Whether the database answered within a second');
  private readonly connections = this.gauge('explorer_database_connections', 'By login', 'login', 'state');
  private readonly durations = new Histogram({
    name: 'explorer_request_duration_seconds',
    help: 'From the head of the request to the end of its answer',
    labelNames: ['kind'],
    buckets: SECONDS,
    registers: [this.registry],
  });

  constructor(private readonly sources: Sources) {
    collectDefaultMetrics({ register: this.registry });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  begin(): void {
    this.running.inc();
  }

  end(kind: string, status: number, seconds: number, rows: number, complete: boolean): void {
    this.running.dec();
    this.requests.inc({ kind, status });
    this.durations.observe({ kind }, seconds);
    if (rows > 0) this.rows.inc({ kind }, rows);
    if (!complete) this.cut.inc({ kind });
  }

  async text(): Promise<string> {
    this.engine.reset();
    for (const [outcome, count] of Object.entries(this.sources.engine())) this.engine.inc({ outcome }, count);
    this.tellEngine();
    this.placements.reset();
    for (const [server, count] of Object.entries(this.sources.placements())) this.placements.inc({ server }, count);
    this.connections.reset();
    try {
      for (const { count, ...labels } of await this.sources.connections()) this.connections.set(labels, count);
      this.up.set(1);
    } catch {
      this.up.set(0);
    }
    return this.registry.metrics();
  }

  private tellEngine(): void {
    const now = this.sources.engineState() ?? { state: 'gone', rows: 0, bytes: 0 };
    for (const state of ENGINE_STATES) this.engineState.set({ state }, state === now.state ? 1 : 0);
    this.engineRows.set(now.rows);
    this.engineBytes.set(now.bytes);
  }

  private counter(name: string, help: string, ...labelNames: string[]): Counter {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  private gauge(name: string, help: string, ...labelNames: string[]): Gauge {
    return new Gauge({ name, help, labelNames, registers: [this.registry] });
  }
}
