import { BadRequest } from '../query.ts';
import { SqlError } from './sql-error.ts';
import { checkNames } from './statement.ts';
import { tokensOf } from './tokens.ts';

const CLOSING: Record<string, string> = { '(': ')', '[': ']' };

/**
 * Checks that the text of a `_where=` is one condition and stays one between the brackets it is put in: every string,
 * comment and bracket it opens it also closes, and no other; no semicolon, no name that strangers may not use.
 *
 * `schema` is the version's own. Throws BadRequest, or a SqlError with the place.
 */
export function checkCondition(condition: string, schema: string): void {
  const tokens = tokensOf(condition);
  if (tokens.length === 0) throw new BadRequest(['_where= holds no condition']);
  const open: string[] = [];
  for (const { kind, text, start } of tokens) {
    if (kind === 'broken') throw new SqlError(`_where= does not end ${text} that it begins`, condition, start);
    if (kind === 'parameter') throw new SqlError('_where= takes no parameters', condition, start);
    if (kind !== 'symbol') continue;
    if (text === ';') throw new SqlError('_where= is one condition, without a semicolon', condition, start);
    const closing = CLOSING[text];
    if (closing) open.push(closing);
    else if ((text === ')' || text === ']') && open.pop() !== text) {
      throw new SqlError(`_where= closes a bracket that it does not open: ${text}`, condition, start);
    }
  }
  if (open.length > 0)
    throw new BadRequest([`_where= does not close a bracket that it opens: ${open.at(-1)} is missing`]);
  checkNames(condition, tokens, schema);
}
