import { afterAll, beforeAll } from 'vitest';
import { connect, type Sql } from '../../db/client.ts';
import type { Answer } from '../../db/query.ts';
import { BadRequest } from '../../db/query.ts';
import { ensureRoles } from '../../db/roles.ts';
import { runStatement, type SqlLimits, type SqlResult } from '../../db/sql-page/run.ts';
import { checkStatement } from '../../db/sql-page/statement.ts';
import { loadGolden } from '../../scripts/conformance/fixture.ts';
import { type FreshDatabase, freshDatabase } from './fresh-database.ts';

type Values = Record<string, string>;

export interface SqlFixture {
  owner: Sql;
  /** The address of the role for strangers. */
  url: string;
  schema: string;
  /** Runs what Postgres lets the role run, unchecked. */
  run(sql: string, values?: Values, limits?: Partial<SqlLimits>): Promise<Answer<SqlResult>>;
  /** Runs a statement as the SQL page does. */
  ask(sql: string, values?: Values, limits?: Partial<SqlLimits>): Promise<Answer<SqlResult>>;
  rowsOf(sql: string, values?: Values): Promise<SqlResult['rows']>;
}

const LIMITS: SqlLimits = { milliseconds: 1000, rows: 100, bytes: 2 * 1024 * 1024 };

/** A database with the golden fixture, its roles, and another version that the role may read but a visitor may not. */
export function sqlFixture(): SqlFixture {
  let database: FreshDatabase;
  const fixture = {
    run: (sql, values = {}, limits = {}) =>
      runStatement({ url: fixture.url, schema: fixture.schema }, sql, (name) => values[name] ?? '', {
        ...LIMITS,
        ...limits,
      }),
    ask: async (sql, values, limits) => fixture.run(checkStatement(sql, fixture.schema), values, limits),
    rowsOf: async (sql, values) => {
      const answer = await fixture.ask(sql, values);
      if (answer.state !== 'answered') throw new Error('timed out');
      return answer.value.rows;
    },
  } as SqlFixture;
  beforeAll(async () => {
    database = await freshDatabase();
    const owner = connect(database.url, 2);
    const url = (await ensureRoles(database.url)).sqlUrl ?? '';
    await loadGolden(database.url, 'tests/fixtures/conformance');
    const [version] = await owner<{ name: string }[]>`select schema_name as name from catalog.version`;
    Object.assign(fixture, { owner, url, schema: version?.name ?? '' });
    await owner`create schema other_v99`;
    await owner`create table other_v99.images as select 1 as id`;
    await owner`grant usage on schema other_v99 to ${owner(new URL(url).username)}`;
    await owner`grant select on other_v99.images to ${owner(new URL(url).username)}`;
  });
  afterAll(async () => {
    await fixture.owner?.end();
    await database?.drop();
  });
  return fixture;
}

/** The refusal of a statement. Throws when it was answered. */
export async function refused(asked: Promise<Answer<SqlResult>>): Promise<BadRequest> {
  try {
    const answer = await asked;
    throw new Error(`it was answered: ${JSON.stringify(answer).slice(0, 200)}`);
  } catch (error) {
    if (error instanceof BadRequest) return error;
    throw error;
  }
}
