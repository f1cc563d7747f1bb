import { describe, expect, test } from 'vitest';
import { ask, json, query } from '../ask.ts';
import { ARTISTS, DOMAIN, IMAGES, ODDKEYS, PAIR, pick } from '../golden.ts';

interface Named {
  name: string;
}

const named = (list: Named[], name: string) => list.find((each) => each.name === name);

describe('what there is', () => {
  test('of datasets', async () => {
    const { ok, databases } = await json('/.json');
    expect(ok).toBe(true);
    expect(databases.golden).toMatchObject({ name: 'golden', path: '/golden', invented: false });
    expect(databases['laion-sample'].path).toBe('/laion-sample');
    const listed = await json('/-/databases.json');
    expect(named(listed.databases, 'golden')).toMatchObject({ name: 'golden', route: 'golden', is_mutable: false });
    expect(await json('/-/.json')).toEqual(await json('/.json'));
  });

  test('of tables, with their sizes and links', async () => {
    const golden = await json('/golden.json');
    expect(golden).toMatchObject({ ok: true, database: 'golden', private: false, path: '/golden', hidden_count: 0 });
    const tables = [ARTISTS, DOMAIN, IMAGES, ODDKEYS, PAIR];
    expect(pick(golden.tables, 'name')).toEqual(tables.map(({ name }) => name));
    for (const { name, rows, key } of tables) {
      expect(named(golden.tables, name)).toMatchObject({
        ...{ columns: Object.keys(rows[0] ?? {}), primary_keys: key, count: rows.length, count_truncated: false },
        ...{ hidden: false, private: false, fts_table: name === 'images' ? 'images' : null },
      });
    }
    const link = { column: 'domain_id', other_table: 'domain', other_column: 'id' };
    expect(named(golden.tables, 'images')).toMatchObject({ foreign_keys: { outgoing: [link], incoming: [] } });
    expect(named(golden.tables, 'domain')).toMatchObject({
      foreign_keys: { outgoing: [], incoming: [{ column: 'id', other_table: 'images', other_column: 'domain_id' }] },
    });
    expect(golden.views).toEqual([{ name: 'big_images', private: false }]);
    expect(pick(golden.queries, 'name')).toEqual(['by_artist', 'top_domains']);
    expect(golden.table_columns.pair).toEqual(['pk1', 'pk2', 'content']);
    expect(golden.allow_execute_sql).toBe(true);
  });

  test('of settings, versions and plugins', async () => {
    expect(await json('/-/settings.json')).toMatchObject({
      ...{ ok: true, default_page_size: 20, max_returned_rows: 100, sql_time_limit_ms: 1000, default_facet_size: 30 },
      ...{ default_cache_ttl: 5, base_url: '/', allow_csv_stream: true, allow_download: false },
    });
    expect((await json('/-/versions.json')).ok).toBe(true);
    expect(await json('/-/plugins.json')).toEqual([]);
  });

  test('as pages', async () => {
    for (const target of [
      '/',
      '/-/',
      '/golden',
      '/golden/artists',
      '/golden/pair',
      '/golden/big_images',
      '/golden/images/5',
      '/golden/oddkeys/a~2Fb',
    ]) {
      const { status, headers, body } = await ask(target);
      expect({ target, status }).toEqual({ target, status: 200 });
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(body).toMatch(/<title>[^<]+<\/title>/);
    }
  });
});

describe('definitions', () => {
  test('as JSON, Markdown and text', async () => {
    const { schema } = await json('/golden/-/schema.json');
    for (const table of ['artists', 'big_images', 'domain', 'images', 'oddkeys', 'pair'])
      expect(schema).toContain(table);
    const pair = await json('/golden/pair/-/schema.json');
    expect(pair).toMatchObject({ ok: true, database: 'golden', table: 'pair' });
    expect(pair.schema).toMatch(/create table pair[\s\S]*primary key \(pk1, pk2\)/);
    expect(schema).not.toMatch(/golden_|_v\d/);
    const markdown = await ask('/golden/pair/-/schema.md');
    expect(markdown.headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(markdown.body).toContain(pair.schema);
    expect((await ask('/golden/pair/-/schema')).body).toContain(pair.schema);
  });
});

describe('autocomplete', () => {
  const labels = async (table: string, q: string): Promise<unknown[]> => {
    const { ok, rows } = await json(`/golden/${table}/-/autocomplete${query(['q', q])}`);
    expect(ok).toBe(true);
    return pick(rows, 'label');
  };
  const holding = (text: string) =>
    DOMAIN.rows.map(({ domain }) => String(domain)).filter((name) => name.toLowerCase().includes(text.toLowerCase()));

  test.each(['example', 'EXAMPLE.COM', 'münchen', 'MÜNCHEN', '.co.', '127', 'nobody', '.'])('%s', async (text) => {
    const found = await labels('domain', text);
    expect(found.length).toBe(Math.min(10, holding(text).length));
    for (const label of found) expect(holding(text)).toContain(label);
  });

  test('%, _, quotes and blanks are plain text', async () => {
    expect(await labels('domain', '%')).toEqual([]);
    expect(await labels('domain', '_')).toEqual([]);
    expect(await labels('artists', '%')).toEqual(['50% Gray']);
    expect(await labels('artists', '_')).toEqual(['under_score']);
    expect(await labels('artists', '"inky')).toEqual(['Bob "Inky" Reed']);
    expect(await labels('artists', "o'sh")).toEqual(["Anna O'Shea"]);
    expect(await labels('artists', ' ')).toEqual([]);
    expect(await labels('artists', '')).toEqual([]);
    expect(await labels('artists', '\\')).toEqual([]);
  });

  test('keys come with the labels', async () => {
    const { rows } = await json('/golden/domain/-/autocomplete?q=zeta');
    expect(rows).toEqual([{ pks: { id: 12 }, label: 'zeta.example' }]);
  });
});

describe('rows by what people read', () => {
  test.each([
    ['/golden/domain/img.example.com.json', { id: 1 }],
    ['/golden/domain/img~2Eexample~2Ecom.json', { id: 1 }],
    ['/golden/domain/12.json', { id: 12 }],
    ['/golden/domain/m~C3~BCnchen~2Eexample.json', { id: 11 }],
    ['/golden/artists/50~25+Gray.json', { name: '50% Gray' }],
    ['/golden/artists/Li+Wei+~E6~9D~8E~E4~BC~9F.json', { name: 'Li Wei 李伟' }],
    ['/golden/oddkeys/a~3Ab~3Fc~23d~26e~3Df.json', { value: 11 }],
  ])('%s', async (target, row) => {
    const { status, body } = await ask(target);
    expect({ target, status }).toEqual({ target, status: 200 });
    expect(JSON.parse(body).rows[0]).toMatchObject(row);
  });
});
