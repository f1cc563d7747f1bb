import fc from 'fast-check';
import { expect, test } from 'vitest';
import { phraseSearch, phrasesIn, unquoted } from '../../app/_answer/phrase.ts';

test.each([
  ['greg rutkowski', '"greg rutkowski"'],
  ['  a   "b" c ', '"a b c"'],
  ['"', '""'],
  ['', '""'],
])('%j is searched as %s', (text, search) => {
  expect(phraseSearch(text)).toBe(search);
});

test('the phrases of a search, as a list of names writes it', () => {
  expect(phrasesIn('"Mike Winkelmann" OR "Beeple"')).toEqual(['Mike Winkelmann', 'Beeple']);
  expect(phrasesIn('no phrase')).toEqual([]);
});

test('whatever is typed is one phrase, and the same one when it is read back', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(phrasesIn(phraseSearch(text))).toEqual([unquoted(text)]);
    }),
  );
});
