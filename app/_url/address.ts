import { tildeDecode } from '../../db/tilde.ts';

export const FORMATS = ['html', 'json', 'csv', 'ndjson', 'parquet', 'md'] as const;
export type Format = (typeof FORMATS)[number];

/** What a path names. `keys` are a row's key values, or its label, still in one piece until the table is known. */
export type Address =
  | { kind: 'home'; format: Format }
  | { kind: 'instance'; page: string; format: Format }
  | { kind: 'dataset'; dataset: string; format: Format }
  | { kind: 'datasetPage'; dataset: string; page: string; format: Format }
  | { kind: 'table'; dataset: string; table: string; format: Format }
  | { kind: 'tablePage'; dataset: string; table: string; page: string; format: Format }
  | { kind: 'row'; dataset: string; table: string; keys: string; format: Format }
  | { kind: 'nothing'; reason: string; format: Format };

/** Splits `name.json` into name and format; null when the suffix is none of ours. */
function splitFormat(segment: string): { stem: string; format: Format; suffix: string | null } {
  const dot = segment.lastIndexOf('.');
  const suffix = dot < 0 ? null : segment.slice(dot + 1);
  const known = FORMATS.find((format) => format === suffix && format !== 'html');
  return known ? { stem: segment.slice(0, dot), format: known, suffix } : { stem: segment, format: 'html', suffix };
}

/**
 * Reads the raw path of a request (no query string), as section 1 of the URL grammar has it.
 *
 * Never throws: what names nothing is `nothing` with the reason. A dot in a table's or dataset's name is `~2E`, so the
 * last `.word` is the format; in a row's key a suffix that is no format belongs to the key (`/site/artstation.com`).
 */
export function addressOf(path: string): Address {
  const segments = path.split('/').slice(1);
  const { stem, format, suffix } = splitFormat(segments.at(-1) ?? '');
  segments[segments.length - 1] = stem;
  const [first = '', second, third, fourth] = segments;
  const nothing = (reason = 'Not found'): Address => ({ kind: 'nothing', reason, format });
  const depth = segments.length;

  if (depth === 1 && first === '') return { kind: 'home', format };
  if (first === '-') {
    if (depth !== 2) return nothing();
    return second === '' ? { kind: 'home', format } : { kind: 'instance', page: second ?? '', format };
  }
  if (first === '' || first.includes('.')) return nothing();
  const dataset = tildeDecode(first);
  const unknownSuffix = format === 'html' && suffix !== null;
  if (depth === 1) {
    if (format === 'html' || format === 'json') return { kind: 'dataset', dataset, format };
    return nothing(`Invalid format: ${suffix}`);
  }
  if (second === '-' && depth === 3 && !unknownSuffix)
    return { kind: 'datasetPage', dataset, page: third ?? '', format };
  if (!second || second === '-') return nothing();
  const table = tildeDecode(second);
  if (depth === 2)
    return unknownSuffix ? nothing(`Invalid format: ${suffix}`) : { kind: 'table', dataset, table, format };
  if (third === '-' && depth === 4) return { kind: 'tablePage', dataset, table, page: fourth ?? '', format };
  if (depth === 3 && third) return { kind: 'row', dataset, table, keys: third, format };
  return nothing();
}
