import type { Question } from '../query.ts';
import { arrayLiteral, type SQL, sql, tableName } from '../sql.ts';
import { operandOf, type Place, tableOf, whereOf } from './where.ts';

/** Images of a question: by their ids where those are known. */
interface Addressed {
  place: Place;
  question: Question;
  ids: number[] | null;
}

function addresses({ place, question, ids }: Addressed): SQL {
  const table = tableOf(place.dataset, question.table);
  const key = operandOf(table, table.primaryKey[0] ?? 'id').sql;
  const those = ids ? sql`${key} = any(${arrayLiteral(ids.map(String))}::bigint[])` : whereOf(place, question);
  return sql`select ${operandOf(table, 'url').sql} from ${tableName(place.schema, table.name)} where ${those}`;
}

/** How many different addresses (`count`) both sides' images have. */
export const bothAddressesStatement = (a: Addressed, b: Addressed): SQL =>
  sql`select count(*) as count from (${addresses(a)} intersect ${addresses(b)}) as both_sides`;
