import { expect, test } from 'vitest';
import { RULES, type Rule } from '../../scripts/statements/rules.ts';
import { checkShapes } from '../../scripts/statements/shapes.ts';

const COLUMNS = new Map([
  ['images', ['id', 'url', 'text', 'domain_id', 'site_id', 'width', 'aesthetic']],
  ['_excluded_images', ['id', 'url', 'text', 'domain_id', 'site_id', 'width', 'aesthetic']],
  ['domain', ['id', 'domain', 'site_id', 'image_counts']],
  ['site', ['id', 'site', 'image_counts']],
  ['word', ['word', 'image_counts']],
]);

const broken = async (text: string) => (await checkShapes([{ text }], COLUMNS)).map(({ rule }) => rule);

const BAD: [Rule, string][] = [
  ['lock', 'select * from v.images where id = 1 for update'],
  ['lock', 'select id from (select id from v.images for share) as i'],
  ['join', 'select count(*) from v.images a join v.images b on a.url = b.url'],
  ['join', 'select count(*) from v.images a, v._excluded_images b where a.domain_id = b.domain_id'],
  ['join', 'select 1 union all select count(*) from v.images a join v.images b on a.site_id = b.site_id'],
  ['correlated', 'select d.id, (select count(*) from v.images where domain_id = d.id) from v.domain d'],
  ['correlated', 'select d.id, (select count(*) from v.images i where i.domain_id = d.id) from v.domain d'],
  [
    'correlated',
    'select s.id, n from v.site s, lateral (select count(*) as n from v.images where site_id = s.id) as c',
  ],
  ['correlated', 'select q, (select count(*) from v.images where width > q) from unnest(array[1, 2]) as asked (q)'],
  ['modification', 'update v.domain p set image_counts = c.n from (select count(*) as n from v.images) as c'],
  ['modification', 'delete from v.word where word in (select text from v.images)'],
  [
    'modification',
    'with gone as (delete from v.site where id in (select site_id from v.images) returning *) select * from gone',
  ],
  [
    'recursion',
    'with recursive r as (select id from v.images union select r.id from r join v.images i on i.id = r.id + 1) select * from r',
  ],
  ['sets', 'select width, count(*) from v.images group by grouping sets ((width), ())'],
  ['sets', 'select width, site_id, count(*) from v.images group by rollup (width, site_id)'],
  ['number', "insert into v.images (id, url) select nextval('numbers'), 'u'"],
  ['number', 'create table v.images (id bigserial primary key)'],
  ['number', 'create table v.images (id bigint generated always as identity)'],
  ['key', 'update v.images set id = id + 1'],
  ['unique', 'create unique index on v.images (url)'],
  ['unique', 'alter table v.images add constraint one unique (url)'],
  ['unique', 'insert into v.images (id, url) values (1, $1) on conflict (url) do nothing'],
  ['link', 'alter table v.images add foreign key (domain_id) references v.domain (id)'],
  ['link', 'create table v.seen (id bigint references v.images (id))'],
  ['volatile', 'update v.images set aesthetic = random()'],
];

test.each(BAD)('%s: %s', async (rule, text) => {
  expect(await broken(text)).toContain(RULES[rule]);
});

const GOOD = [
  'select * from v.images where id = $1',
  'select i.id, d.domain from v.images i join v.domain d on d.id = i.domain_id order by i.aesthetic desc limit 10',
  'select count(*) from v.images a join v._excluded_images b on a.id = b.id',
  'select i.id, (select s.site from v.site s where s.id = i.site_id) from v.images i',
  'select i.id from v.images i where exists (select from v._excluded_images e where e.id = i.id)',
  '(select id, ctid from v.images where width = 1 order by id limit 3) union all (select id, ctid from v.images where width < 1) order by id',
  'select * from (select 1 as side, near.* from (select id from v.images order by id limit 3) as near) as sides order by side',
  'select asked.q, count(*) from unnest(array[1, 2]) as asked (q) join v.images on width > asked.q group by asked.q',
  'select images.width as w, count(*) from v.images group by w having count(*) > 1 order by w',
  'delete from v.images where id in (select id from moved)',
  'insert into v._excluded_images select r.* from v.images r where r.id in (select id from moved)',
  'create temporary table counted as select domain_id, count(*) as n from v.images group by domain_id',
  'update v.domain p set image_counts = c.n from counted c where c.domain_id = p.id',
  'insert into v.domain (id, image_counts) select domain_id, count(*) from v.images group by domain_id',
  'alter table v.images add constraint images_pkey primary key (id)',
  'copy (select * from v.images) to stdout',
  'copy v.images (id, url) from stdin with (format csv)',
  'select * from catalog.version where id = 1 for update',
  'with images as (select 1 as id) select * from images for update',
];

test.each(GOOD)('nothing is wrong with: %s', async (text) => {
  expect(await broken(text)).toEqual([]);
});

test('what cannot be read is no good statement', async () => {
  await expect(broken('selekt 1')).rejects.toThrow();
});
