import type { EngineAnswer, EngineRequest } from './request.ts';

export type ToEngine =
  /** The first message: the address of the database, as the pages' role. */
  | { url: string }
  /** Get everything of a version ready. */
  | { id: number; schema: string }
  | { id: number; schema: string; request: EngineRequest }
  | { cancel: number };

export type FromEngine = { id: number } & (
  | { state: 'ready' }
  /** The version has nothing for the engine. */
  | { state: 'no engine' }
  | { state: 'answered'; answer: EngineAnswer }
  /** A question that only Postgres can answer. */
  | { state: 'for postgres' }
  | { state: 'bad request'; errors: string[] }
  | { state: 'failed'; message: string }
);
