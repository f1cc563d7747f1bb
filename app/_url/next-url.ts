import { requestPath, type TableReading } from '../_answer/reading.ts';
import { settings } from '../settings.ts';
import { linkTo, nextPage } from './edit.ts';

/** The absolute address of the next page in the format of this one; null on the last. */
export function nextUrl({ request }: Pick<TableReading, 'request'>, next: string | null): string | null {
  if (next === null) return null;
  return settings().origin + linkTo(requestPath(), nextPage(request.pairs, request.query, next));
}
