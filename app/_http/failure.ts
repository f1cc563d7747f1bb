import { Closed } from '../../db/catalog.ts';
import { BadRequest } from '../../db/query.ts';
import { complaintOf } from '../../db/sql-page/sql-error.ts';
import { isTooBusy } from '../../db/turns.ts';
import { Gone, NotFound, requestPairs } from '../_answer/reading.ts';
import { Forbidden } from '../_url/arguments.ts';
import { all } from '../_url/pairs.ts';
import { exchange } from './exchange.ts';

/** What went wrong, as a status and sentences for a person; in the database's own words only about the person's own SQL. */
export interface Failure {
  status: number;
  errors: string[];
}

const OUTAGE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_\w+|57P0[1-4]|57014|40001|53300|08\w{3}|28\w{3}|3D000)$/;

/** The database's socket is not there; of any other file it would be our fault. */
const isSocketMissing = ({ code, syscall }: NodeJS.ErrnoException) => code === 'ENOENT' && syscall === 'connect';

/** Too little memory or disk, or a limit of the server's: no fault of the question, and over in a while. */
const SHORTAGE = /^53\w{3}$/;

/** Errors of Postgres that a visitor's value can cause although every known way is checked before. */
const BAD_VALUE = /^22/;

/** A glob becomes a regular expression, of which there is a largest. */
const BAD_PATTERN = '2201B';

export const DATABASE_AWAY = 'The database cannot be reached just now. Nothing is lost; try again in a moment.';

export const DATABASE_SHORT =
  'The database is short of memory or disk just now. Nothing is lost; try again in a moment.';

/**
 * Sorts an error: the visitor's (400, 403, 404), an outage (503; a shortage is logged, for somebody may end it), or ours
 * (500, logged).
 */
export function failureOf(error: unknown): Failure {
  if (error instanceof BadRequest) return { status: 400, errors: error.errors };
  if (error instanceof NotFound) return { status: 404, errors: [error.message] };
  if (error instanceof Gone) return { status: 410, errors: [error.message] };
  if (error instanceof Forbidden) return { status: 403, errors: [error.message] };
  if (error instanceof Closed || isTooBusy(error)) return { status: 503, errors: [error.message] };
  const complaint = complaintOf(error);
  if (complaint && all(requestPairs(), '_where').some((condition) => condition.trim() !== '')) {
    return { status: 400, errors: [`_where: ${complaint.message}`] };
  }
  const thrown = (error ?? {}) as NodeJS.ErrnoException;
  const code = String(thrown.code ?? '');
  if (OUTAGE.test(code) || isSocketMissing(thrown)) return { status: 503, errors: [DATABASE_AWAY] };
  if (code === BAD_PATTERN) return { status: 400, errors: ['The pattern of glob is too long or too intricate.'] };
  exchange().report(error);
  if (SHORTAGE.test(code)) return { status: 503, errors: [DATABASE_SHORT] };
  if (BAD_VALUE.test(code))
    return { status: 400, errors: ['A value of this question cannot be read as its column’s type.'] };
  return { status: 500, errors: ['Something went wrong here. It has been noted.'] };
}
