import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type Sql } from '../../db/client.ts';
import type { DatasetConfig } from '../../db/config.ts';
import { createVersion } from '../../db/versions/create.ts';
import { lockDataset } from '../../db/versions/lock.ts';
import { publishVersion } from '../../db/versions/publish.ts';

/** In the order in which they refer to one another. */
const TABLES = ['domain', 'images', 'artists', 'oddkeys', 'pair'];

const DEFINITIONS = `
  create table domain (id int primary key, domain text collate "C" not null, image_counts int not null);
  create table images (id int primary key, url text collate "C", text text collate "C", width int, height int,
    similarity double precision, punsafe double precision, pwatermark double precision, aesthetic double precision,
    hash bigint, domain_id int references domain(id), tags jsonb, created text collate "C");
  create table artists (name text collate "C" primary key, category text collate "C", image_counts int not null);
  create table oddkeys (key text collate "C" primary key, value int);
  create table pair (pk1 text collate "C", pk2 text collate "C", content text collate "C", primary key (pk1, pk2));
  create view big_images as select id, url, width, height from images where width >= 1024 order by id;`;

const CONFIG: DatasetConfig = {
  tables: {
    images: { search: 'text' },
    domain: { labelColumn: 'domain', size: 5 },
    artists: { labelColumn: 'name', sort: '-image_counts' },
    pair: { sortable: ['content'] },
  },
  queries: {
    by_artist: { sql: "select id, text from images where text ilike '%' || :artist || '%' order by id" },
    top_domains: { sql: 'select domain, image_counts from domain order by image_counts desc limit 5' },
  },
};

/** The settings of the recorded server. */
export const GOLDEN_SETTINGS = {
  PAGE_SIZE: '20',
  MAX_PAGE_SIZE: '100',
  FACET_SIZE: '30',
  CACHE_TTL: '5',
  TIME_LIMIT_MS: '1000',
  CORS: 'on',
  ALLOW_SQL: 'on',
};

async function loadTable(owner: Sql, folder: string, table: string): Promise<void> {
  const lines = readFileSync(join(folder, `fixture.${table}.ndjson`), 'utf8')
    .trim()
    .split('\n');
  const rows = `[${lines.join(',')}]`;
  const target =
    table === 'images'
      ? "select id, url, text, width, height, similarity, punsafe, pwatermark, aesthetic, hash, domain_id, (tags #>> '{}')::jsonb, created"
      : 'select *';
  await owner.unsafe(`insert into ${table} ${target} from jsonb_populate_recordset(null::${table}, $1::text::jsonb)`, [
    rows,
  ]);
}

/** Publishes the recorded answers' tables as dataset `golden`, from a folder of `fixture.<table>.ndjson`. */
export async function loadGolden(ownerUrl: string, folder: string): Promise<void> {
  const owner = connect(ownerUrl, 2);
  try {
    const lock = await lockDataset(owner, 'golden');
    const version = await createVersion(owner, 'golden');
    const session = connect(ownerUrl, 1, { search_path: `${version.schemaName}, public` });
    await session.unsafe(DEFINITIONS).simple();
    for (const table of TABLES) await loadTable(session, folder, table);
    await session.end();
    await publishVersion(owner, version, { title: 'Golden', config: CONFIG });
    await lock?.release();
  } finally {
    await owner.end();
  }
}
