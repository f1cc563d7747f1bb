import { createHash } from 'node:crypto';
import type { Session } from '../versions/session.ts';
import type { Rule } from './rules.ts';

const hashOf = (algorithm: 'md5' | 'sha256', text: string) => createHash(algorithm).update(text).digest('hex');

/** Whether a rule speaks of an address. A phrase does not: of a caption nothing is kept. */
function speaksOf({ kind, value }: Rule, url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  switch (kind) {
    case 'url':
      // Examples are cut to two hundred characters.
      return value.startsWith(url) || url === value;
    case 'domain':
      return host === value;
    case 'site':
      return host === value || host.endsWith(`.${value}`);
    case 'phrase':
      return false;
    default:
      return hashOf(kind, url) === value;
  }
}

export type Rejected = Record<string, { count: number; examples: string[] }>;

/** The rejections of a report without the examples that rules speak of. */
export function withoutExcluded<T extends Rejected>(rejected: T, rules: readonly Rule[]): T {
  const entries = Object.entries(rejected).map(([reason, { count, examples = [] }]) => {
    const kept = examples.filter((url) => !rules.some((rule) => speaksOf(rule, url)));
    return [reason, { count, examples: kept }];
  });
  return Object.fromEntries(entries) as T;
}

/** Takes the addresses that rules speak of out of all reports of ingests. */
export async function scrubExamples(session: Session, rules: readonly Rule[]): Promise<void> {
  const files = await session<{ id: number; rejected: string }[]>`
    select id::int, rejected from catalog.ingest_file where rejected <> '{}'::jsonb`;
  for (const { id, rejected } of files) {
    const clean = JSON.stringify(withoutExcluded(JSON.parse(rejected) as Rejected, rules));
    await session`update catalog.ingest_file set rejected = ${clean}::text::jsonb where id = ${id}`;
  }
  const versions = await session<{ id: number; summary: string }[]>`
    select id::int, summary from catalog.version where summary -> 'rejected' is not null`;
  for (const { id, summary } of versions) {
    const parsed = JSON.parse(summary) as { rejected: Rejected };
    const clean = JSON.stringify({ ...parsed, rejected: withoutExcluded(parsed.rejected, rules) });
    await session`update catalog.version set summary = ${clean}::text::jsonb where id = ${id}`;
  }
}
