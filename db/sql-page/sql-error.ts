import type postgres from 'postgres';
import { postgresError } from '../client.ts';
import { BadRequest } from '../query.ts';
import { AnswerTooLarge } from './metered-socket.ts';
import type { BoundSql } from './parameters.ts';

/** A visitor's SQL that cannot be run, in Postgres's words or ours. Becomes status 400. */
export class SqlError extends BadRequest {
  /** `position` counts UTF-16 units from 0 in the SQL as it was written; null: not known. `code` is Postgres's. */
  constructor(
    message: string,
    readonly sql: string,
    readonly position: number | null,
    readonly code?: string,
    hint?: string,
  ) {
    const place = position === null ? null : placeOf(sql, position);
    const where = place === null ? '' : ` (line ${place.line}, column ${place.column})`;
    super([`${message}${where}`, ...(hint ? [hint] : [])]);
    this.name = 'SqlError';
  }
}

/** Line and column, both from 1, as an editor counts them. */
export function placeOf(sql: string, position: number): { line: number; column: number } {
  const lines = sql.slice(0, position).split(/\r\n|\r|\n/);
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 };
}

/** Cancelled, by a replica's replay too; the server is away, full, broken or lets nobody in: not what the statement says is wrong. */
const NOT_THE_STATEMENT = /^(57014|40001|57P\d\d|08\w{3}|28\w{3}|3D000|53[13]00|58\w{3}|XX00[12])$/;

const OUT_OF_MEMORY = '53200';

const READ_ONLY = '25006';

/** What Postgres says against a statement of the visitor's; null when the error is none, or no fault of the statement. */
export function complaintOf(error: unknown): postgres.PostgresError | null {
  const known = postgresError(error);
  return known && !NOT_THE_STATEMENT.test(known.code) ? known : null;
}

/** An error of running a visitor's statement as the visitor should read it; any other as it is. */
export function errorOf(error: unknown, sql: string, bound: BoundSql, bytes: number): unknown {
  if (error instanceof AnswerTooLarge) {
    const most = Math.round(bytes / 1024 / 1024);
    return new SqlError(
      `the first rows hold more than ${most} MB: ask for fewer columns, or parts of long values`,
      sql,
      null,
    );
  }
  const complaint = complaintOf(error);
  if (!complaint) return error;
  if (complaint.code === OUT_OF_MEMORY) {
    return new SqlError('the statement needs more memory than it may have', sql, null, complaint.code);
  }
  const position = complaint.position ? bound.original(Number(complaint.position)) : null;
  const hint = complaint.code === READ_ONLY ? 'Statements that write or lock cannot be run here.' : complaint.hint;
  return new SqlError(complaint.message, sql, position, complaint.code, hint);
}
