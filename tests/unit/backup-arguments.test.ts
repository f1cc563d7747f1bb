import { expect, test } from 'vitest';
import { parseBackupArguments, parseRestoreArguments } from '../../scripts/backup/arguments.ts';

test('what a backup and a restore are told', () => {
  expect(parseBackupArguments(['--out', 'b'])).toEqual({ out: 'b', dataset: null });
  expect(parseBackupArguments(['--dataset', 'd', '--out', 'b'])).toEqual({ out: 'b', dataset: 'd' });
  expect(parseRestoreArguments(['b'])).toEqual({ folder: 'b', dataset: null, name: null, replace: false });
  const all = ['--replace', 'b', '--dataset', 'd', '--name', 'e'];
  expect(parseRestoreArguments(all)).toEqual({ folder: 'b', dataset: 'd', name: 'e', replace: true });
});

test.each([
  [[], /--out is missing\.\n\nnpm run backup/],
  [['--out'], /argument missing|ambiguous/],
  [['--out', 'b', 'c'], /'c'/],
  [['--out', 'b', '--replace'], /'--replace'/],
])('a backup told %j', (argv, sentence) => {
  expect(() => parseBackupArguments(argv)).toThrow(sentence);
});

test.each([
  [[], /No DIR is given\.\n\nnpm run restore/],
  [['b', 'c'], /More than one DIR/],
  [['b', '--out', 'c'], /'--out'/],
])('a restore told %j', (argv, sentence) => {
  expect(() => parseRestoreArguments(argv)).toThrow(sentence);
});
