import { format } from 'node:util';
import { type DestinationStream, pino } from 'pino';
import { postgresError } from '../../db/client.ts';

export const LOGS = ['text', 'json', 'off'] as const;

/** `text`: failures only, for people; `json`: a line for each request and failure, for programs; `off`: neither. */
export type LogKind = (typeof LOGS)[number];

/** What is logged of a request. A question is often a name, so none of its words are here, and no whole address. */
export interface RequestLine {
  id: string;
  method: string;
  kind: string;
  format: string;
  dataset?: string;
  table?: string;
  status: number;
  /** Whether the whole answer was sent. */
  complete: boolean;
  rows?: number;
  ms: number;
  bytes: number;
  client: string;
}

export interface Log {
  request(line: RequestLine): void;
  failure(id: string, error: unknown): void;
}

/**
 * What went wrong, for the log. Postgres quotes the values of a statement in its messages, and gives more of them in
 * its details: both are left out.
 */
export function failureText(error: unknown): string {
  if (!(error instanceof Error)) return format('%s', error);
  const postgres = postgresError(error);
  if (!postgres) return error.stack ?? error.message;
  const message = error.message.replace(/"[^"]*"|'[^']*'/g, '"…"');
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [`${error.name} ${postgres.code}: ${message}`, ...frames].join('\n');
}

const SILENT: Log = { request: () => {}, failure: () => {} };

/** The log of the server. With `json` everything else that the process prints becomes such lines, too. */
export function openLog(kind: LogKind, destination?: DestinationStream): Log {
  if (kind === 'off') return SILENT;
  if (kind === 'text') {
    return { ...SILENT, failure: (id, error) => console.error(`request ${id}\n${failureText(error)}`) };
  }
  const logger = pino(
    { base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    destination ?? pino.destination(1),
  );
  console.log = console.info = (...words: unknown[]) => logger.info(format(...words));
  console.warn = (...words: unknown[]) => logger.warn(format(...words));
  console.error = (...words: unknown[]) => logger.error(words.map(failureText).join(' '));
  return {
    request: (line) => logger.info(line, 'request'),
    failure: (id, error) => logger.error({ id, error: failureText(error) }, 'failure'),
  };
}
