import { beforeAll, expect, test } from 'vitest';
import { connect } from '../../db/client.ts';
import { type Collected, collect } from '../../scripts/statements/collect.ts';
import { checkDefinitions } from '../../scripts/statements/definitions.ts';
import { QUESTIONS } from '../../scripts/statements/questions.ts';
import { checkShapes, type Shape, shapesOf } from '../../scripts/statements/shapes.ts';
import { writeStatements } from '../../scripts/statements/write.ts';
import { DIST_DIR } from '../http/server.ts';
import { freshDatabase } from './fresh-database.ts';

let collected: Collected;
let shapes: Shape[];

beforeAll(async () => {
  collected = await collect(DIST_DIR);
  shapes = await shapesOf(collected);
  // Half a minute on a machine that is not busy.
}, 900_000);

test('no statement of the program is one that a cluster is known to refuse', async () => {
  expect(await checkShapes(shapes, collected.columns)).toEqual([]);
  expect(collected.broken).toEqual([]);
});

test('everything that the program does is in it', () => {
  const asked = new Set(shapes.flatMap(({ asked }) => [...asked.keys()].map((each) => each.replace(/ \(.*$/, ''))));
  const work = ['ingest', 'ingest --append', 'ingest --replace', 'exclude add', 'exclude remove', 'backup', 'restore'];
  expect([...work, 'web server', 'old versions', ...Object.keys(QUESTIONS)].filter((step) => !asked.has(step))).toEqual(
    [],
  );
  const texts = shapes.map(({ text }) => text);
  for (const part of [
    /^copy \S*images\S* \(.*from stdin/is,
    /^copy \(.*to stdout/is,
    /to_tsvector\(.*@@/is,
    /insert into \S*_excluded_images/i,
    /delete from \S*images/i,
    /\bcreate index\b.*images/is,
    /^vacuum/i,
    /^drop schema/i,
    /_posting/,
    /\bgrant select\b/i,
  ])
    expect(
      texts.some((text) => part.test(text)),
      String(part),
    ).toBe(true);
  // By each of the three logins, and by the engine.
  const from = shapes.flatMap(({ asked }) => [...asked.keys()]).join();
  for (const login of ['(explorer', '(reader)', '(sql)', '(reader, engine)']) expect(from).toContain(login);
});

test('the file has every shape once, with values for its parameters', () => {
  const text = writeStatements(shapes);
  for (let i = 1; i <= shapes.length; i++) expect(text).toContain(`\n-- ${i}. `);
  expect(text.match(/^prepare /gm)?.length).toBeGreaterThan(300);
  expect(text.match(/^prepare s\d+ as$/gm)?.length ?? 0).toBeLessThan(30);
  expect(text).not.toMatch(/\b(engine|plain|restored)_v\d+/);
});

test('a table that a cluster could not spread is found', async () => {
  const database = await freshDatabase();
  const owner = connect(database.url, 1);
  try {
    await owner.unsafe(`
      create schema bad_v1;
      create table bad_v1.site (id int primary key);
      create table bad_v1.images (id bigint generated always as identity, url text unique,
        site_id int references bad_v1.site);
      create table bad_v1.word (word text primary key)`);
    const rules = (await checkDefinitions(owner, 'bad_v1')).map(({ what, rule }) => `${what} ${rule}`).sort();
    expect(rules).toEqual([
      'images: id numbers of its own making (identity or sequence)',
      'images: images_site_id_fkey a link to or from it',
      'images: images_url_key unique without id',
    ]);
  } finally {
    await owner.end();
    await database.drop();
  }
});
