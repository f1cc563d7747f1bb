import { caption } from './captions.ts';
import { pictureRows } from './picture-rows.ts';
import { Random } from './random.ts';
import { columnsOf, type OracleRow, type OracleTable } from './table.ts';

const PICTURE = [
  ...['id bigint not null', 'url text collate "C" not null', 'text text collate "C"', 'width int'],
  ...['height smallint not null', 'aesthetic real', 'punsafe double precision', 'score double precision not null'],
  ...['price numeric', 'hash bigint', 'site_id int', 'flag boolean', 'digest bytea', 'tags jsonb', 'labels text[]'],
  ...['created text collate "C"', 'taken timestamp', 'language text collate "und-x-icu"', 'odd__name text'],
  ...['_private int', '"say % +&=,é" text'],
];

const table = (name: string, definitions: string[], rows: OracleRow[], rest: Partial<OracleTable>): OracleTable => ({
  name,
  columns: columnsOf(definitions),
  key: ['id'],
  search: null,
  sort: null,
  through: null,
  rows,
  ...rest,
});

function sites(random: Random): OracleTable {
  const rows = Array.from({ length: 60 }, (_, i) => ({
    id: BigInt(i + 1),
    site: `${random.pick(['art', 'Art', 'ärt', 'pin', 'i.pin', '李'])}${i % 7}.example`,
    image_counts: BigInt(random.whole(0, 9)),
  }));
  const columns = ['id int not null', 'site text collate "C" not null', 'image_counts int not null'];
  return table('site', columns, rows, { search: 'site', sort: '-image_counts' });
}

/** A table whose key is two columns, one of them text that needs encoding. */
function pairs(random: Random): OracleTable {
  const firsts = ['a', 'b,b', 'é', '', '$null', 'a.b', '~', 'z z', '%25', '😀', '｡'];
  const rows = firsts.flatMap((first) =>
    Array.from({ length: 8 }, (_, i) => ({
      first,
      second: BigInt(i * i - 9),
      content: random.chance(0.2) ? null : caption(random).slice(0, 40).toWellFormed(),
      weight: random.chance(0.2) ? null : Math.fround(random.whole(0, 6) / 10),
    })),
  );
  const columns = ['first text not null', 'second int not null', 'content text', 'weight real'];
  return table('pair', columns, rows, { key: ['first', 'second'], search: 'content' });
}

/** A table that leads to `picture`: for `_through`. */
function marks(random: Random, pictures: OracleTable): OracleTable {
  const rows = Array.from({ length: 150 }, (_, i) => ({
    id: BigInt(i + 1),
    picture_id: random.pick(pictures.rows).id as bigint,
    label: random.chance(0.1) ? null : random.pick(['good', 'bad', 'é', '']),
  }));
  return table('mark', ['id int not null', 'picture_id bigint not null', 'label text'], rows, {});
}

/** A table without a key. */
function loose(random: Random): OracleTable {
  const rows = Array.from({ length: 50 }, (_, i) => ({
    n: BigInt(i),
    note: random.chance(0.2) ? null : caption(random),
  }));
  return table('loose', ['n int', 'note text'], rows, { key: [], search: 'note' });
}

const VIEW_COLUMNS = ['id', 'text', 'width', 'aesthetic', 'language'];

/** The tables of the fixture by name, the same for the same seed. `wide` is a view of `picture`. */
export function fixtureTables(seed: number): Map<string, OracleTable> {
  const random = new Random(seed);
  const site = sites(random);
  const picture = table('picture', PICTURE, pictureRows(random, 400, site.rows.length), {
    search: 'text',
    through: { table: 'mark', column: 'picture_id' },
  });
  const wide = table('wide', [], [], {
    columns: picture.columns.filter((column) => VIEW_COLUMNS.includes(column.name)),
    rows: picture.rows.filter((row) => row.width !== null && (row.width as bigint) >= 512n),
    key: [],
    search: 'text',
  });
  const all = [site, picture, pairs(random), marks(random, picture), loose(random), wide];
  return new Map(all.map((one) => [one.name, one]));
}
