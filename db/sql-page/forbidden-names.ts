/**
 * What SQL of strangers may not name. Written twice over, because neither line holds everywhere: in Postgres as rights
 * taken away (db/roles/grants.ts), as far as the owner may, and here by name, before the statement is run.
 */

/** Names with `pg_` that are harmless and of use; everything else with it is the server's own business. */
const HARMLESS =
  /^pg_(catalog|typeof|column_size|size_pretty|size_bytes|input_is_valid|input_error_info|collation_for)$/;

const SERVER = /^pg_/;

/** Functions, as a regular expression that JavaScript and Postgres read alike. */
const BY_PURPOSE = [
  // They run SQL that stands in a string, out of sight of every check.
  '(query|table|schema|database|cursor)_to_xml.*',
  'ts_stat',
  'ts_rewrite',
  'dblink.*',
  'crosstab.*',
  'connectby',
  'xpath_table',
  // They read or change what outlives the statement: settings, large objects, sequences, transaction ids.
  'set_config',
  'current_setting',
  'set_limit',
  'lo_(creat|create|open|close|import|export|from_bytea|get|put|unlink|truncate.*|lseek.*|tell.*)',
  'loread',
  'lowrite',
  'nextval',
  'setval',
  'currval',
  'lastval',
  'txid_.*',
  'currtid2?',
  // They tell where the server stands.
  'inet_(client|server)_(addr|port)',
];

const FORBIDDEN = new RegExp(`^(${BY_PURPOSE.join('|')})$`);

/** Whether strangers' SQL may not hold this name, quoted or not. */
export const isForbiddenName = (name: string): boolean =>
  FORBIDDEN.test(name) || (SERVER.test(name) && !HARMLESS.test(name));

/** Functions of the server that lock, wait, signal, write, or read files and other sessions. */
const OF_SERVER = [
  'pg_(try_)?advisory_.*',
  'pg_sleep.*',
  'pg_(terminate|cancel)_backend',
  'pg_(reload|rotate|switch|promote|wal_replay|backup).*',
  'pg_(read_.*|ls_.*|stat_file|current_logfile|hba_file_rules|ident_file_mappings)',
  'pg_(notify|listening_channels|export_snapshot|current_xact_id)',
  'pg_(logical|create|drop|copy|replication|sync_replication|restore|clear)_.*',
  'pg_stat_get_(activity|backend.*|progress_info)',
  'pg_stat_(reset|clear|force).*',
  'pg_(lock_status|prepared_xact|control_.*|get_loaded_modules|show_all_settings)',
];

/** Functions whose right to be run is taken from everyone; whoever owns the server keeps it. */
export const REVOKED_FUNCTIONS = `^(${[...BY_PURPOSE, ...OF_SERVER]
  // Pages and tools ask for settings, indexes are built with sequences.
  .filter((pattern) => !/^(current_setting|set_limit|nextval|setval|currval|lastval|inet)/.test(pattern))
  .join('|')})$`;

/** Views that show captions, statements or addresses to whoever asks. */
export const REVOKED_VIEWS = ['pg_stats', 'pg_stats_ext', 'pg_stats_ext_exprs', 'pg_stat_activity', 'pg_locks'];
