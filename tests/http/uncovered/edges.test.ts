import { beforeAll, describe, expect, inject, test } from 'vitest';
import { ask } from '../ask.ts';
import { EDGE_ROWS, parseExactly, publishEdges } from './edges.ts';

beforeAll(() => publishEdges(inject('ownerUrl')));

type Edge = (typeof EDGE_ROWS)[number];
const byId = (a: Edge, b: Edge) => (BigInt(a.id) < BigInt(b.id) ? -1 : 1);
const idsWhere = (holds: (row: Edge) => boolean) =>
  EDGE_ROWS.filter(holds)
    .sort(byId)
    .map(({ id }) => id);

async function exactly(target: string) {
  const { status, body } = await ask(target);
  expect({ target, status }).toEqual({ target, status: 200 });
  return parseExactly(body);
}

const ids = async (pairs: string): Promise<string[]> =>
  (await exactly(`/edges/wide.json?${pairs}`)).rows.map((row: { id: string }) => row.id);

/** Follows next_url to the end. */
async function walked(pairs: string): Promise<string[]> {
  const found: string[] = [];
  for (let at = `/edges/wide.json?${pairs}&_size=1`; at; ) {
    const { rows, next_url } = await exactly(at);
    found.push(...rows.map((row: { id: string }) => row.id));
    at = next_url?.replace(inject('origin'), '');
  }
  return found;
}

describe('integers of 64 bits are written in full', () => {
  test('in JSON, lines and CSV, in tables and rows', async () => {
    const wanted = EDGE_ROWS.map(({ id, big, level }) => [id, big, level]).sort((a, b) =>
      BigInt(a[0] ?? 0) < BigInt(b[0] ?? 0) ? -1 : 1,
    );
    const { rows } = await exactly('/edges/wide.json');
    expect(rows.map((row: Record<string, unknown>) => [row.id, row.big, row.__index_level_0__])).toEqual(wanted);
    const csv = (await ask('/edges/wide.csv?_col=big&_col=__index_level_0__&_stream=on')).body;
    expect(csv).toBe(
      `id,big,__index_level_0__\r\n${wanted.map((cells) => cells.map((cell) => cell ?? '').join(',')).join('\r\n')}\r\n`,
    );
    const lines = (await ask('/edges/wide.ndjson?_col=big')).body.trim().split('\n').map(parseExactly);
    expect(lines).toEqual(wanted.map(([id, big]) => ({ id, big })));
    const row = await exactly('/edges/wide/9007199254740993.json');
    expect(row.rows[0]).toMatchObject({ id: '9007199254740993', big: '9007199254740993' });
    expect(row.primary_key_values).toEqual(['9007199254740993']);
  });

  test('in filters', async () => {
    expect(await ids('big=9007199254740993')).toEqual(idsWhere(({ big }) => big === '9007199254740993'));
    expect(await ids('big__gt=9007199254740992')).toEqual(
      idsWhere(({ big }) => big !== null && BigInt(big) > 9007199254740992n),
    );
    expect(await ids('big__gte=9007199254740992.5')).toEqual(
      idsWhere(({ big }) => big !== null && BigInt(big) > 9007199254740992n),
    );
    expect(await ids('big__not=9007199254740993')).toEqual(
      idsWhere(({ big }) => big !== null && big !== '9007199254740993'),
    );
    expect(await ids('id__in=[9007199254740993,"9223372036854775807"]')).toEqual([
      '9007199254740993',
      '9223372036854775807',
    ]);
    expect(await ids('id__in=9007199254740993')).toEqual(['9007199254740993']);
    expect(await ids('id__gt=9223372036854775807')).toEqual([]);
    expect(await ids('id__lte=-9223372036854775808')).toEqual(['-9223372036854775808']);
  });

  test('in facets, tokens and counted links', async () => {
    const { facet_results } = await exactly('/edges/wide.json?_facet=big&_size=0');
    const [first] = facet_results.results.big.results;
    expect([first.value, first.count]).toEqual(['9007199254740993', '2']);
    expect(first.toggle_url).toContain('big=9007199254740993');
    expect((await exactly('/edges/wide.json?_size=3')).next).toBe('9007199254740993');
    const row = await exactly('/edges/wide/9007199254740993.json?_extra=foreign_key_tables');
    expect(row.foreign_key_tables).toEqual([
      {
        other_table: 'linked',
        column: 'id',
        other_column: 'wide_id',
        count: '2',
        link: '/edges/linked?wide_id=9007199254740993',
      },
    ]);
    const { rows } = await exactly('/edges/linked.json?_labels=on');
    expect(rows.map((each: { wide_id: unknown }) => each.wide_id)).toEqual([
      null,
      { value: '9007199254740993', label: '9007199254740993' },
      { value: '9007199254740993', label: '9007199254740993' },
    ]);
  });
});

describe('pages one row at a time', () => {
  const compare = (key: 'big' | 'level') => (a: Edge, b: Edge) => {
    const [x, y] = [a[key], b[key]];
    if (x === y) return byId(a, b);
    if (x === null || y === null) return x === null ? -1 : 1;
    return BigInt(x) < BigInt(y) ? -1 : 1;
  };

  test('over integers of 64 bits', async () => {
    expect(await walked('_sort=id')).toEqual([...EDGE_ROWS].sort(byId).map(({ id }) => id));
    expect(await walked('_sort=big')).toEqual([...EDGE_ROWS].sort(compare('big')).map(({ id }) => id));
    expect(await walked('_sort=__index_level_0__')).toEqual([...EDGE_ROWS].sort(compare('level')).map(({ id }) => id));
  });

  test('over NaN and infinities: null, -Infinity, numbers, Infinity, NaN', async () => {
    const order = [null, '-Infinity', '1e-300', '7', 'Infinity', 'NaN'];
    const wanted = order.map((score) => EDGE_ROWS.find((row) => row.score === score)?.id);
    expect(await walked('_sort=score')).toEqual(wanted);
    expect(await walked('_sort_desc=score')).toEqual([...wanted].reverse());
  });

  test('over blanks and nulls, bytes, booleans and names with underscores', async () => {
    for (const column of ['note', 'a__b', 'raw', 'flag', '_x']) {
      for (const sort of [`_sort=${column}`, `_sort_desc=${column}`]) {
        const found = await walked(sort);
        expect({ sort, found: [...found].sort() }).toEqual({ sort, found: EDGE_ROWS.map(({ id }) => id).sort() });
      }
    }
    const notes = (await walked('_sort=note')).map((id) => EDGE_ROWS.find((row) => row.id === id)?.note);
    expect(notes).toEqual([null, null, '', '', 'x"y\r\n', 'é']);
  });
});

test('names with underscores need an explicit operator only where they must', async () => {
  const twos = idsWhere(({ x }) => x === 2);
  expect(await ids('_x__exact=2')).toEqual(twos);
  expect(await ids('_x=2')).toHaveLength(EDGE_ROWS.length);
  expect(await ids('_x__gt=1')).toEqual(idsWhere(({ x }) => x !== null && x > 1));
  expect(await ids('__index_level_0____exact=3')).toEqual(idsWhere(({ level }) => level === '3'));
  expect(await ids('__index_level_0____lt=0')).toEqual(['9223372036854775806']);
  expect(await ids('a__b__exact=one')).toEqual(idsWhere(({ a__b }) => a__b === 'one'));
  expect(await ids('a__b__contains=,')).toEqual(['9223372036854775806']);
  expect(await ids('a__b__isblank=1')).toEqual(idsWhere(({ a__b }) => !a__b));
});

test('choices in facets of such names lead to their rows', async () => {
  const { facet_results } = await exactly('/edges/wide.json?_facet=_x&_facet=__index_level_0__&_facet=a__b&_size=0');
  for (const name of ['_x', '__index_level_0__', 'a__b']) {
    for (const { count, toggle_url } of facet_results.results[name].results) {
      const { rows } = await exactly(
        `${toggle_url.replace(inject('origin'), '').replace('_size=0', '_size=10')}&_size=10`,
      );
      expect({ name, rows: rows.length }).toEqual({ name, rows: Number(count) });
    }
  }
});

test('what JSON cannot hold is null, bytes are base64', async () => {
  const { rows } = await exactly('/edges/wide.json');
  const score = Object.fromEntries(rows.map((row: Record<string, unknown>) => [row.id, row.score]));
  expect(score).toMatchObject({ 7: null, '9007199254740993': null, '9007199254740994': null });
  const infinite = await ask('/edges/wide.json?_json_infinity=on&id=9007199254740994');
  expect(infinite.body).toContain('"score": -Infinity');
  const raw = rows.find((row: { id: string }) => row.id === '9007199254740994').raw;
  expect(raw).toEqual({ $base64: true, encoded: Buffer.from('é').toString('base64') });
});

test('cells with quotes and line ends survive CSV', async () => {
  const { body } = await ask('/edges/wide.csv?_col=note&id=9223372036854775807');
  expect(body).toBe('id,note\r\n9223372036854775807,"x""y\r\n"\r\n');
});
