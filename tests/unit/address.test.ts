import { describe, expect, test } from 'vitest';
import { addressOf } from '../../app/_url/address.ts';
import { labelPath, rowPath } from '../../app/_url/paths.ts';
import { exampleTable } from '../oracle/example-context.ts';

describe('a path names', () => {
  test.each([
    ['/', { kind: 'home', format: 'html' }],
    ['/.json', { kind: 'home', format: 'json' }],
    ['/-/', { kind: 'home', format: 'html' }],
    ['/-/databases.json', { kind: 'instance', page: 'databases', format: 'json' }],
    ['/d', { kind: 'dataset', dataset: 'd', format: 'html' }],
    ['/d.json', { kind: 'dataset', dataset: 'd', format: 'json' }],
    ['/d~2Ex', { kind: 'dataset', dataset: 'd.x', format: 'html' }],
    ['/d/-/query.csv', { kind: 'datasetPage', dataset: 'd', page: 'query', format: 'csv' }],
    ['/d/images', { kind: 'table', dataset: 'd', table: 'images', format: 'html' }],
    ['/d/images.ndjson', { kind: 'table', dataset: 'd', table: 'images', format: 'ndjson' }],
    ['/d/a~2Ecsv', { kind: 'table', dataset: 'd', table: 'a.csv', format: 'html' }],
    ['/d/a~2Eb.csv', { kind: 'table', dataset: 'd', table: 'a.b', format: 'csv' }],
    ['/d/a~2Fb+c', { kind: 'table', dataset: 'd', table: 'a/b c', format: 'html' }],
    ['/d/50%25', { kind: 'table', dataset: 'd', table: '50%25', format: 'html' }],
    ['/d/images/-/schema.md', { kind: 'tablePage', dataset: 'd', table: 'images', page: 'schema', format: 'md' }],
    ['/d/images/5', { kind: 'row', dataset: 'd', table: 'images', keys: '5', format: 'html' }],
    ['/d/images/5.json', { kind: 'row', dataset: 'd', table: 'images', keys: '5', format: 'json' }],
    ['/d/pair/b~2Cb,z~2Ez.json', { kind: 'row', dataset: 'd', table: 'pair', keys: 'b~2Cb,z~2Ez', format: 'json' }],
    ['/d/site/artstation.com', { kind: 'row', dataset: 'd', table: 'site', keys: 'artstation.com', format: 'html' }],
    ['/d/site/x.org.json', { kind: 'row', dataset: 'd', table: 'site', keys: 'x.org', format: 'json' }],
    ['/d/site/.json', { kind: 'nothing', reason: 'Not found', format: 'json' }],
  ])('%s', (path, address) => {
    expect(addressOf(path)).toEqual(address);
  });
});

test.each([
  ['/d.csv', 'Invalid format: csv'],
  ['/d/images.xyz', 'Invalid format: xyz'],
  ['/d/images/-/', 'Not found'],
  ['/d//images', 'Not found'],
  ['//d', 'Not found'],
  ['/a.b/c', 'Not found'],
  ['/d/images/5/6', 'Not found'],
  ['/-/a/b', 'Not found'],
  ['', 'Not found'],
])('%s names nothing', (path, reason) => {
  const address = addressOf(path);
  if (path === '' || path === '/d/images/-/') expect(address.kind).not.toBe('row');
  else expect(address).toMatchObject({ kind: 'nothing', reason });
});

test.each([
  ['a/b'],
  ['a.b'],
  ['a.json'],
  ['x.csv'],
  ['a,b'],
  ['~'],
  ['%25'],
  ['é 李'],
  ['artstation.com'],
  ['-'],
  ['.'],
  ['..'],
])('the row labelled %s is found again at its address', (label) => {
  const address = addressOf(labelPath('laion-sample', 'site', label));
  expect(address).toMatchObject({ kind: 'row', dataset: 'laion-sample', table: 'site', format: 'html' });
});

test('a row’s address holds its key, each part encoded', () => {
  const table = exampleTable({}, [
    ['a', 'text', 'text', 1],
    ['b', 'float', 'real', 2],
  ]);
  expect(rowPath('d', table, { a: 'b,b/c.json', b: 7 })).toBe('/d/images/b~2Cb~2Fc~2Ejson,7~2E0');
});
