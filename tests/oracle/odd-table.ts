import { connect } from '../../db/client.ts';
import { createVersion } from '../../db/versions/create.ts';
import { publishVersion } from '../../db/versions/publish.ts';

/** A column of every type that a table of somebody else's may bring; two rows full, one of nulls. */
const DEFINITION = `
  create table odd (id int primary key, u uuid, c char(5), v varchar(9), j json, jb jsonb, i interval, d date,
    t time, tz timestamptz, ip inet, p point, r int4range, b bit(4), ns int[], ts timestamp[], n numeric(5,2), m money, x xml, ch "char", nm name);
  insert into odd
  select k, gen_random_uuid(), 'ab', 'é' || k, '{"a": [1]}', '{"a": [1]}', '1 day 02:00:00', '2024-05-01', '10:00', '2024-05-01 10:00+02',
    '10.0.0.1', '(1,2)', '[1,5)', b'1010', '{1,NULL,3}', '{2024-05-01 10:00}', 9.99, '12.50', '<a/>', 'q', 'name'
  from generate_series(1, 6) as k;
  insert into odd (id, u, d, tz, n) values (7, '00000000-0000-0000-0000-000000000001', 'infinity', '-infinity', 'NaN');
  insert into odd (id, d, tz) values (8, '0044-03-15 BC', '12024-01-01 00:00+00');
  insert into odd (id) select generate_series(9, 12);
  create table "Keys of ""every"" kind" (u uuid, b boolean, d date, primary key (u, b, d));
  insert into "Keys of ""every"" kind"
  select gen_random_uuid(), k % 2 = 0, date '2024-05-01' + k from generate_series(1, 9) as k;
  create table empty (id bigint primary key, text text);
  analyze;`;

/** Publishes tables with columns of every type as dataset `odd`. */
export async function loadOddTables(ownerUrl: string): Promise<void> {
  const owner = connect(ownerUrl, 2);
  const version = await createVersion(owner, 'odd');
  const session = connect(ownerUrl, 1, { search_path: `${version.schemaName}, public` });
  await session.unsafe(DEFINITION).simple();
  await session.end();
  await publishVersion(owner, version, { config: { tables: { odd: { search: 'v' } }, queries: {} } });
  await owner.end();
}
