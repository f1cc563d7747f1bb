import { expect, test } from 'vitest';
import { nameEntry } from '../../scripts/ingest/phrases.ts';

const isCommon = (word: string) => word === 'alien' || word === 'bleach';

test.each([
  ['Thomas Kinkade', ['Thomas Kinkade'], '"Thomas Kinkade"', null],
  ['Gilberto "Soren" Zaragoza', ['Gilberto Soren Zaragoza'], '"Gilberto Soren Zaragoza"', null],
  [
    'Mike Winkelmann (Beeple)',
    ['Mike Winkelmann', 'Beeple'],
    '"Mike Winkelmann" OR "Beeple"',
    'counts either "Mike Winkelmann" or "Beeple"',
  ],
  [
    'H. R. (Hans Ruedi) Giger',
    ['H. R. Giger', 'Hans Ruedi Giger'],
    '"H. R. Giger" OR "Hans Ruedi Giger"',
    'counts either "H. R. Giger" or "Hans Ruedi Giger"',
  ],
  [
    'A Clockwork Orange (1971)',
    ['A Clockwork Orange'],
    '"A Clockwork Orange"',
    'counts "A Clockwork Orange", without the year',
  ],
  ['Alien (1979)', ['Alien'], '"Alien"', 'counts "Alien", without the year; also a common word'],
  ['Bleach', ['Bleach'], '"Bleach"', 'also a common word'],
  ['Alien Bleach', ['Alien Bleach'], '"Alien Bleach"', null],
  ['Empty ()', ['Empty ()'], '"Empty ()"', null],
])('%s', (name, phrases, search, note) => {
  expect(nameEntry(name, '', isCommon)).toEqual({ name, category: null, phrases, search, note });
});
