import type { Server } from '../catalog.ts';
import type { Answer } from '../query.ts';
import { shared } from '../shared.ts';
import type { EngineAnswers, EngineRequest } from './request.ts';

export interface EngineLimits {
  milliseconds: number;
  signal?: AbortSignal;
}

/** The engine as the pages see it. */
export interface EngineHost {
  /** Gets a version ready; returns when it is, or when it turns out that there is nothing for the engine in it. */
  load(schema: string, server?: Server): Promise<void>;
  /**
   * The answer, within a time limit; null: Postgres is to be asked, because only it can tell or because the version is
   * not ready yet. Throws BadRequest, and the signal's reason.
   */
  ask<R extends EngineRequest>(
    schema: string,
    request: R,
    limits: EngineLimits,
  ): Promise<Answer<EngineAnswers[R['kind']]> | null>;
  /** What it is doing, without asking it. */
  state(): EngineState;
  stop(): Promise<void>;
}

/** `gone`: it has ended or stands still, and Postgres answers. Rows of the versions that are ready, bytes of its process. */
export interface EngineState {
  state: 'loaded' | 'loading' | 'gone';
  rows: number;
  bytes: number;
}

const held = shared('engine', (): { host: EngineHost | null } => ({ host: null }));

/** The engine of this process; null where none was started. */
export const engine = (): EngineHost | null => held.host;

/** Makes it the one that pages ask. */
export function holdEngine(host: EngineHost | null): void {
  held.host = host;
}
