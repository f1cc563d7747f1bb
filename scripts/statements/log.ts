import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A statement as it reached Postgres. */
export interface Logged {
  /** What the program was doing. */
  step: string;
  /** The login, and the part of the program that says its name. */
  user: string;
  application: string;
  text: string;
  /** Its parameters as text; null is null. */
  values: (string | null)[];
}

/** Settings of a server that writes down every statement with its parameters. */
export const LOG_SETTINGS = {
  logging_collector: 'on',
  log_destination: 'jsonlog',
  log_directory: 'log',
  log_filename: 'statements.log',
  log_rotation_size: '0',
  log_rotation_age: '0',
  log_statement: 'all',
  log_min_messages: 'warning',
};

/** Announced by a statement that does nothing else. */
export const stepMark = (step: string) => `select 'statements: ${step}' as step`;

interface Line {
  user?: string;
  application_name?: string;
  message?: string;
  detail?: string;
}

const MARK = /^select 'statements: (.*)' as step$/;
const STATEMENT = /^(?:statement|execute (?!fetch from)[^:]*): /;

function valuesOf(detail = ''): (string | null)[] {
  const found = [...detail.matchAll(/\$\d+ = (NULL|'((?:[^']|'')*)')/g)];
  return found.map(([, all, quoted]) => (all === 'NULL' ? null : (quoted ?? '').replaceAll("''", "'")));
}

/** The statements of a server's log in their order, from the first mark on. `cluster` is its data folder. */
export function readLog(cluster: string): Logged[] {
  const folder = join(cluster, LOG_SETTINGS.log_directory);
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  const lines = names.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'));
  const logged: Logged[] = [];
  let step: string | null = null;
  for (const line of lines.filter((text) => text !== '')) {
    const { user = '', application_name: application = '', message = '', detail } = JSON.parse(line) as Line;
    if (!STATEMENT.test(message)) continue;
    const text = message.replace(STATEMENT, '').trim();
    const mark = MARK.exec(text)?.[1];
    if (mark) step = mark;
    else if (step !== null) logged.push({ step, user, application, text, values: valuesOf(detail) });
  }
  return logged;
}
