import { SCHEMA, type Shape } from './shapes.ts';

const PREPARABLE = /^\s*(select|insert|update|delete|merge|values|with)\b/i;
/** What cannot run in a transaction, and what other sessions would feel. */
const OUTSIDE = /^\s*(vacuum|drop schema|alter role|revoke|grant|set transaction snapshot)\b/i;
const FROM_STDIN = /\bfrom stdin\b/i;
const MOST = 2000;

const HEAD = `-- Every shape of a statement that the explorer issues, each with one set of values, for trying on a cluster.
-- Made by: npm run statements
--
-- On the coordinator, as the owner, with a dataset read in whose version is ${SCHEMA} (or, with sed, another name):
--   psql -v ON_ERROR_STOP=0 -f FILE 2>&1 | grep -B2 ERROR
-- Each part is a transaction that is rolled back, in which an error ends one statement only.

\\set ON_ERROR_ROLLBACK on
set search_path = ${SCHEMA}, public;
`;

const literal = (value: string | null) => (value === null ? 'null' : `'${value.slice(0, MOST).replaceAll("'", "''")}'`);

const comment = (text: string) =>
  text
    .split('\n')
    .map((line) => `-- ${line}`)
    .join('\n');

function statement({ text, values, types }: Shape, name: string): string {
  const body = text.replace(/;\s*$/, '');
  if (FROM_STDIN.test(body))
    return /binary/i.test(body) ? comment(`${body} -- binary: try with rows`) : `${body};\n\\.`;
  if (OUTSIDE.test(body)) return comment(body);
  if (!PREPARABLE.test(body)) return `${body};`;
  if (values.length === 0) return `${body};`;
  const typed = types && types.length > 0 ? ` (${types.join(', ')})` : '';
  return `prepare ${name}${typed} as\n${body};\nexecute ${name} (${values.map(literal).join(', ')});\ndeallocate ${name};`;
}

/** The shapes as a file for psql, by the step that first asked them. */
export function writeStatements(shapes: readonly Shape[]): string {
  const parts = new Map<string, string[]>();
  shapes.forEach((shape, i) => {
    const [first = ''] = shape.asked.keys();
    const step = first.replace(/ \(.*$/, '');
    const from = [...shape.asked].map(([each, times]) => `${times} × ${each}`).join('; ');
    const part = parts.get(step) ?? [];
    part.push(`-- ${i + 1}. ${from}\n${statement(shape, `s${i + 1}`)}\n`);
    parts.set(step, part);
  });
  const text = [...parts].map(
    ([step, statements]) => `-- ── ${step} ──\n\nbegin;\n\n${statements.join('\n')}\nrollback;\n`,
  );
  return [HEAD, ...text].join('\n');
}
