import { expect, test } from 'vitest';
import { parseArguments } from '../../scripts/ingest/arguments.ts';

test('all options', () => {
  const text =
    'a.parquet b/ --name n --alias x --alias y --title T --source http://s --licence L --invented ' +
    '--min-aesthetic 6.5 --language ko --limit 10 --append';
  expect(parseArguments(text.split(' '))).toEqual({
    paths: ['a.parquet', 'b/'],
    name: 'n',
    mode: 'append',
    filter: { minAesthetic: 6.5, language: 'ko' },
    limit: 10,
    fields: { aliases: ['x', 'y'], title: 'T', source: 'http://s', licence: 'L', invented: true },
  });
});

test('only what must be given', () => {
  expect(parseArguments(['a', '--name', 'n'])).toEqual({
    paths: ['a'],
    name: 'n',
    mode: 'new',
    filter: { minAesthetic: null, language: null },
    limit: null,
    fields: { aliases: undefined, title: undefined, source: undefined, licence: undefined, invented: undefined },
  });
  expect(parseArguments(['a', '--name', 'n', '--replace', '--min-aesthetic=-1'])).toMatchObject({
    mode: 'replace',
    filter: { minAesthetic: -1 },
  });
});

test.each([
  ['', 'No PATH is given.'],
  ['a', '--name is missing.'],
  ['a --name n --replace --append', '--replace and --append exclude each other.'],
  ['a --name n --limit 0', '--limit takes a whole number above 0.'],
  ['a --name n --limit 1.5', '--limit takes a whole number above 0.'],
  ['a --name n --min-aesthetic high', '--min-aesthetic takes a number, not "high".'],
  ['a --name n --colour red', "Unknown option '--colour'"],
])('"%s" is refused', (text, message) => {
  expect(() => parseArguments(text.split(' ').filter(Boolean))).toThrow(message);
  expect(() => parseArguments(text.split(' ').filter(Boolean))).toThrow('npm run ingest -- PATH…');
});
