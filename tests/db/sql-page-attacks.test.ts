import { describe, expect, test } from 'vitest';
import { connect } from '../../db/client.ts';
import { isForbiddenName } from '../../db/sql-page/forbidden-names.ts';
import { refused, sqlFixture } from './sql-fixture.ts';

const fixture = sqlFixture();
const { ask, rowsOf, run } = fixture;

/** Statements that nobody may run here. */
const ATTACKS = [
  'select 1; drop table images',
  'commit; drop table images',
  'drop table images',
  'with d as (delete from images returning id) select * from d',
  'with d as (update images set width = 1 returning id) select * from d',
  "with d as (insert into domain values (99, 'x', 1) returning id) select * from d",
  "with x as (select 1) insert into domain values (99, 'x', 1)",
  'with x as (select 1) delete from images',
  'select * into stolen from images',
  'select * into temp stolen from images',
  'select id from images for update',
  'select id from images for no key update skip locked',
  'select id from images for share',
  'select id from images for key share nowait',
  'explain analyze delete from images',
  'explain (analyze) with d as (delete from images returning 1) select * from d',
  'explain analyze select * into stolen from images',
  'select pg_advisory_lock(1)',
  'select pg_advisory_lock_shared(1, 2)',
  'select pg_try_advisory_lock(1)',
  'select pg_advisory_xact_lock(1)',
  'select pg_try_advisory_xact_lock_shared(1)',
  'select pg_advisory_unlock_all()',
  "select set_config('statement_timeout', '0', false)",
  "select set_config('role', 'none', true)",
  'set statement_timeout = 0',
  'set role none',
  'reset all',
  'show all',
  'select pg_sleep(10)',
  "select pg_sleep_for('1 hour')",
  "select pg_sleep_until(now() + interval '1 hour')",
  "select pg_read_file('/etc/passwd')",
  "select pg_read_binary_file('/etc/passwd')",
  "select pg_ls_dir('/')",
  'select * from pg_ls_logdir()',
  'select * from pg_ls_waldir()',
  'select * from pg_ls_tmpdir()',
  "select * from pg_stat_file('/etc/passwd')",
  'select pg_current_logfile()',
  'select * from pg_hba_file_rules()',
  "select lo_import('/etc/passwd')",
  "select lo_export(1, '/tmp/stolen')",
  'select lo_create(0)',
  'select lo_creat(-1)',
  "select lo_from_bytea(0, 'x')",
  'select lo_get(1)',
  "select lo_put(1, 0, 'x')",
  'select lo_open(1, 131072)',
  'select loread(0, 10)',
  "select lowrite(0, 'x')",
  'select lo_unlink(1)',
  "select query_to_xml('select 1', true, true, '')",
  "select query_to_xmlschema('select 1', true, true, '')",
  "select query_to_xml_and_xmlschema('select 1', true, true, '')",
  "select table_to_xml('images', true, true, '')",
  "select schema_to_xml('public', true, true, '')",
  "select database_to_xml(true, true, '')",
  "select cursor_to_xml('c', 1, true, true, '')",
  "select * from ts_stat('select to_tsvector(text) from images')",
  "select ts_rewrite('a'::tsquery, 'select ''a''::tsquery, ''b''::tsquery')",
  "select * from dblink('host=localhost', 'select 1') as t(x int)",
  'copy images to stdout',
  "copy images to program 'true'",
  "copy images from '/etc/passwd'",
  'do $$ begin perform 1; end $$',
  'call x()',
  'listen x',
  'notify x',
  "select pg_notify('x', 'y')",
  'prepare p as select 1',
  'execute p',
  'deallocate all',
  'declare c cursor for select 1',
  'begin',
  'commit',
  'savepoint s',
  'lock table images',
  'vacuum images',
  'analyze images',
  'checkpoint',
  'truncate images',
  'create table t (x int)',
  'create temp table t (x int)',
  'alter table images add x int',
  'grant all on images to public',
  'refresh materialized view x',
  'select * from catalog.dataset',
  'select * from catalog.ingest_file',
  'select * from template.images',
  'select * from kept.answer',
  'select * from other_v99.images',
  'select * from "other_v99"."images"',
  'select * from pg_stats',
  'select * from pg_catalog.pg_stats',
  'select * from pg_statistic',
  'select * from pg_stats_ext',
  'select * from pg_authid',
  'select * from pg_shadow',
  'select * from pg_settings',
  'select * from pg_file_settings',
  'select * from pg_stat_activity',
  'select * from pg_stat_get_activity(null)',
  'select pg_stat_get_backend_activity(1)',
  'select * from pg_locks',
  'select * from pg_prepared_xacts',
  'select * from pg_user_mapping',
  'select * from pg_largeobject',
  'select * from pg_config',
  'select * from pg_hba_file_rules',
  'select pg_terminate_backend(1)',
  'select pg_cancel_backend(1)',
  'select pg_reload_conf()',
  'select pg_rotate_logfile()',
  'select pg_switch_wal()',
  'select pg_promote()',
  'select pg_stat_reset()',
  'select pg_export_snapshot()',
  "select pg_logical_emit_message(false, 'a', 'b')",
  "select pg_create_physical_replication_slot('s')",
  "select current_setting('config_file')",
  "select current_setting('data_directory')",
  "select nextval('catalog.version_id_seq')",
  "select setval('catalog.version_id_seq', 1)",
  'select inet_server_addr()',
  'select U&"pg\\005fsleep"(10)',
  'select "pg_sleep"(10)',
  'select pg_catalog . /* */ "pg_sleep" (10)',
  'select $1',
];

describe('refused', () => {
  test.each(ATTACKS)('%s', async (sql) => {
    const error = await refused(ask(sql));
    expect(error.errors.join(' ').length).toBeGreaterThan(10);
  });

  test('and nothing was changed by any of them', async () => {
    expect(await rowsOf('select (select count(*) from images), (select count(*) from domain)')).toEqual([
      ['260', '12'],
    ]);
    const [found] = await fixture.owner<{ n: number }[]>`
      select count(*)::int as n from pg_class where relname in ('stolen', 't')`;
    expect(found?.n).toBe(0);
  });

  test('locks of two visitors never meet', async () => {
    const pair = ['select id from images order by id for update', 'select id from images order by id desc for update'];
    for (const error of await Promise.all(pair.map((sql) => refused(ask(sql))))) {
      expect(error.errors[0]).toContain('read-only');
    }
  });
});

describe('the rights of the role alone', () => {
  /** Names that are only our check's to refuse: Postgres shows them to everyone, or they do no harm. */
  const HARMLESS = /pg_settings|pg_config|pg_prepared_xacts|other_v99|inet_server_addr|\$1|unlock_all/;
  const selects = ATTACKS.filter((sql) => /^(select|with|explain)/.test(sql) && !HARMLESS.test(sql));

  test.each(selects)('refuse %s', async (sql) => {
    await refused(run(sql));
  });

  test('leave no function that writes, waits or looks around, but those that are known', async () => {
    const role = connect(fixture.url, 1);
    const found = await role<{ name: string }[]>`
      select distinct proname as name from pg_proc
      where provolatile = 'v' and pronamespace = 'pg_catalog'::regnamespace
        and has_function_privilege(oid, 'execute') and prorettype <> 'trigger'::regtype`;
    await role.end();
    const known =
      /^(random.*|array_(sample|shuffle)|clock_timestamp|timeofday|setseed|gen_random_uuid|uuidv\d|current_query|amvalidate|bernoulli|system|.*handler|plpgsql_validator|dsnowball_.*|binary_upgrade_.*|brin_.*|gin_clean_pending_list)$/;
    const open = found.map(({ name }) => name).filter((name) => !known.test(name) && !isForbiddenName(name));
    expect(open).toEqual([]);
  });
});
