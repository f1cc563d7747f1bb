import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  bigint,
  bigserial,
  boolean,
  customType,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgSchema,
  primaryKey,
  real,
  text,
  timestamp,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { SEARCH_FUNCTION } from './search-expression.ts';

/** Text ordered by code point, as the URL grammar promises, whatever the database's own collation is. */
const textC = customType<{ data: string }>({ dataType: () => 'text collate "C"' });
const bytes = customType<{ data: Uint8Array }>({ dataType: () => 'bytea' });

// ── catalog: which datasets there are, which version of each is current, and what was read into it ──

export const catalog = pgSchema('catalog');

export const dataset = catalog.table('dataset', {
  /** The URL's first segment. */
  name: text().primaryKey(),
  /** Further first segments that lead here. No two datasets share a name or an alias. */
  aliases: text().array().notNull().default(sql`'{}'`),
  title: text(),
  about: text(),
  source: text(),
  licence: text(),
  /** True when the rows were generated: every page then carries a banner. */
  invented: boolean().notNull().default(false),
  /** What is declared about this dataset's tables (db/config.ts: DatasetConfig); null: the explorer's own. */
  config: jsonb(),
  currentVersion: bigint('current_version', { mode: 'number' }),
  /** The highest images.id ever given in any version; a number is never given to another row. */
  lastImageId: bigint('last_image_id', { mode: 'number' }).notNull().default(0),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
});

export const version = catalog.table(
  'version',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    dataset: text().notNull(),
    /** The Postgres schema that holds this version's tables. */
    schemaName: text('schema_name').notNull().unique(),
    /** loading → published → retired → dropped; a version that never was published goes to dropped at once. */
    state: text({ enum: ['loading', 'published', 'retired', 'dropped'] })
      .notNull()
      .default('loading'),
    /** Content hashes of the files and the options that shaped the rows: the same again is skipped. */
    fingerprint: text(),
    /** Counts how often rows were taken out or put back since it was published: what was answered before may differ. */
    epoch: integer().notNull().default(0),
    /** How many exclusions are being carried out that take a while. Nobody reads the version meanwhile (db/exclusions). */
    closed: integer().notNull().default(0),
    /** Totals of the ingest that made it: rows read, kept, rejected and mended by reason, seconds by stage. */
    summary: jsonb(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    publishedAt: timestamp('published_at', { withTimezone: true }),
    retiredAt: timestamp('retired_at', { withTimezone: true }),
  },
  (t) => [index('version_dataset').on(t.dataset, t.state)],
);

export const ingestFile = catalog.table(
  'ingest_file',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    versionId: bigint('version_id', { mode: 'number' })
      .notNull()
      .references(() => version.id, { onDelete: 'cascade' }),
    path: text().notNull(),
    sha256: text().notNull(),
    bytes: bigint({ mode: 'number' }).notNull(),
    /** images.id of the file's first row; row n of the file (from 0) is first_id + n. */
    firstId: bigint('first_id', { mode: 'number' }).notNull(),
    rowsRead: bigint('rows_read', { mode: 'number' }).notNull(),
    rowsKept: bigint('rows_kept', { mode: 'number' }).notNull(),
    /** {reason: {count, examples}}: rows left out. */
    rejected: jsonb().notNull(),
    /** {reason: count}: rows kept with a value mended. */
    mended: jsonb().notNull(),
    /** Sentences about columns: missing, unknown, spelled twice. */
    notices: jsonb().notNull(),
    readAt: timestamp('read_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [index('ingest_file_version').on(t.versionId)],
);

/** What must not be shown, in any dataset, now and in every later version; also the record of when and why. */
export const exclusion = catalog.table(
  'exclusion',
  {
    id: bigserial({ mode: 'number' }).primaryKey(),
    kind: text({ enum: ['url', 'md5', 'sha256', 'domain', 'site', 'phrase'] }).notNull(),
    /** As it is compared: hosts in lower case, hashes of the URL in lower-case hexadecimal. */
    value: textC().notNull(),
    reason: text(),
    addedAt: timestamp('added_at', { withTimezone: true }).notNull().defaultNow(),
    /** Null: in force. */
    removedAt: timestamp('removed_at', { withTimezone: true }),
  },
  (t) => [uniqueIndex('exclusion_in_force').on(t.kind, sql`md5(${t.value})`).where(sql`${t.removedAt} is null`)],
);

// ── template: the tables of a version, empty; db/versions makes each version's own tables like these ──

export const template = pgSchema('template');

const searchIndex = (name: string, column: AnyPgColumn) =>
  index(name).using('gin', sql`to_tsvector('simple'::regconfig, ${sql.raw(SEARCH_FUNCTION)}(${column}))`);

const imageColumns = () => ({
  /** The row's position in what was read; rejected rows leave gaps. `rowid` is accepted as a name for it. */
  id: bigint({ mode: 'bigint' }).primaryKey(),
  url: textC().notNull(),
  text: textC(),
  domainId: integer('domain_id').notNull(),
  siteId: integer('site_id').notNull(),
  width: integer(),
  height: integer(),
  similarity: doublePrecision(),
  punsafe: real(),
  pwatermark: real(),
  aesthetic: real(),
  hash: bigint({ mode: 'bigint' }),
  language: textC(),
  nsfw: textC(),
  license: textC(),
  source: textC(),
});

export const images = template.table('images', imageColumns(), (t) => [
  searchIndex('images_search', t.text),
  index('images_aesthetic').on(t.aesthetic.desc().nullsLast(), t.id.asc()),
  // Few values many times over: Postgres keeps each once, in a fifth of the room that a longer key would take.
  index('images_domain').on(t.domainId),
  index('images_site').on(t.siteId),
]);

const domainColumns = () => ({
  id: integer().primaryKey(),
  /** The host, in lower case. */
  domain: textC().notNull(),
  siteId: integer('site_id').notNull(),
  imageCounts: integer('image_counts').notNull(),
  meanAesthetic: real('mean_aesthetic'),
  bestAesthetic: real('best_aesthetic'),
});

export const domain = template.table('domain', domainColumns(), (t) => [
  searchIndex('domain_search', t.domain),
  index('domain_domain').on(t.domain),
  index('domain_site').on(t.siteId),
  index('domain_counts').on(t.imageCounts.desc().nullsLast(), t.id.asc()),
  index('domain_mean').on(t.meanAesthetic.desc().nullsLast(), t.id.asc()),
  index('domain_best').on(t.bestAesthetic.desc().nullsLast(), t.id.asc()),
]);

const siteColumns = () => ({
  id: integer().primaryKey(),
  /** The registrable domain by the ICANN part of the Public Suffix List; an IP address stands for itself. */
  site: textC().notNull(),
  imageCounts: integer('image_counts').notNull(),
  domainCounts: integer('domain_counts').notNull(),
  meanAesthetic: real('mean_aesthetic'),
});

export const site = template.table('site', siteColumns(), (t) => [
  searchIndex('site_search', t.site),
  index('site_site').on(t.site),
  index('site_counts').on(t.imageCounts.desc().nullsLast(), t.id.asc()),
  index('site_hosts').on(t.domainCounts.desc().nullsLast(), t.id.asc()),
  index('site_mean').on(t.meanAesthetic.desc().nullsLast(), t.id.asc()),
]);

const nameColumns = () => ({
  name: textC().primaryKey(),
  category: textC(),
  imageCounts: integer('image_counts').notNull(),
  /** What was counted, as one types it into the search box: `/images?_search=<search>` finds image_counts rows. */
  search: textC().notNull(),
  /** What to know about the count, such as a name that is also a common word; null: nothing. */
  note: textC(),
});

export const artists = template.table('artists', nameColumns(), (t) => [
  searchIndex('artists_search', t.name),
  index('artists_counts').on(t.imageCounts.desc().nullsLast(), t.name.asc()),
]);

export const celebrities = template.table('celebrities', nameColumns(), (t) => [
  searchIndex('celebrities_search', t.name),
  index('celebrities_counts').on(t.imageCounts.desc().nullsLast(), t.name.asc()),
]);

export const characters = template.table('characters', nameColumns(), (t) => [
  searchIndex('characters_search', t.name),
  index('characters_counts').on(t.imageCounts.desc().nullsLast(), t.name.asc()),
]);

export const word = template.table(
  'word',
  {
    word: textC().primaryKey(),
    /** Captions that hold the word at least once. */
    imageCounts: integer('image_counts').notNull(),
  },
  (t) => [searchIndex('word_search', t.word), index('word_counts').on(t.imageCounts.desc().nullsLast(), t.word.asc())],
);

// What the engine reads (db/engine) in place of the tables above. A table whose name begins with _ is shown to nobody.

export const segment = template.table('_segment', {
  segment: integer().primaryKey(),
  /** The lowest id in it. */
  firstId: bigint('first_id', { mode: 'number' }).notNull(),
  rows: integer().notNull(),
});

export const column = template.table(
  '_column',
  {
    /** A column of `images`; `id` holds how far each row's is beyond the segment's first. */
    name: textC().notNull(),
    segment: integer().notNull(),
    /** One value a row (db/engine/stored-column.ts); null: no row has one. */
    data: bytes(),
    /** What the codes of a column of texts stand for, as JSON. */
    texts: textC(),
  },
  (t) => [primaryKey({ name: '_column_key', columns: [t.name, t.segment] })],
);

export const posting = template.table(
  '_posting',
  {
    word: textC().notNull(),
    segment: integer().notNull(),
    /** Captions of the segment that hold the word. */
    rows: integer().notNull(),
    /** Which they are, and where in them it stands (db/engine/postings.ts). */
    documents: bytes().notNull(),
    positions: bytes().notNull(),
  },
  (t) => [primaryKey({ name: '_posting_key', columns: [t.word, t.segment] })],
);

// What was taken out (db/exclusions): rows that only the owner reads, and their ids, which say that something was here.

export const excludedImages = template.table('_excluded_images', imageColumns());
export const excludedDomain = template.table('_excluded_domain', domainColumns());
export const excludedSite = template.table('_excluded_site', siteColumns());
export const gone = template.table('_gone', { id: bigint({ mode: 'bigint' }).primaryKey() });
