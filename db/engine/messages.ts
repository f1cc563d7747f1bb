import type { Server } from '../catalog.ts';
import type { EngineAnswer, EngineRequest } from './request.ts';

export type ToEngine =
  /** The first message: the address of the database, as the pages' role, and that of its replica; empty: there is none. */
  | { url: string; replicaUrl: string }
  /** Get everything of a version ready. */
  | { id: number; schema: string; server: Server }
  | { id: number; schema: string; request: EngineRequest }
  /** Say that you are there; answered at once, before all that waits. */
  | { ping: number }
  | { cancel: number };

/** What the engine's process holds: rows of all versions that are ready, and its bytes of memory. */
export interface Held {
  rows: number;
  bytes: number;
}

/** To the question of its number. */
export type FromEngine = { id: number } & (
  | ({ state: 'here' } & Held)
  | { state: 'ready' }
  /** The version has nothing for the engine. */
  | { state: 'no engine' }
  | { state: 'answered'; answer: EngineAnswer }
  /** A question that only Postgres can answer. */
  | { state: 'for postgres' }
  | { state: 'bad request'; errors: string[] }
  | { state: 'failed'; message: string }
);
