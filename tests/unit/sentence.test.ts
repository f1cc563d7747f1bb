import { expect, test } from 'vitest';
import { readPairs } from '../../app/_url/pairs.ts';
import { parseTable } from '../../app/_url/parse.ts';
import { sentenceOf } from '../../app/_url/sentence.ts';
import { exampleContext, exampleTable } from '../oracle/example-context.ts';

const context = exampleContext();
const said = (asked: string) => sentenceOf(parseTable(readPairs(asked), context).query);

test.each([
  ['', ''],
  ['_size=5&_facet=width', ''],
  ['width=5', 'where width = 5'],
  ['width=5.0', 'where width = "5.0"'],
  ['text=5', 'where text = 5'],
  ['text=', 'where text = ""'],
  ['text=fox', 'where text = "fox"'],
  ['text__not=5', 'where text != 5'],
  ['text__contains=5', 'where text contains "5"'],
  ['text__notcontains=x', 'where text does not contain "x"'],
  ['text__startswith=x', 'where text starts with "x"'],
  ['text__endswith=x', 'where text ends with "x"'],
  ['width__gt=5', 'where width > 5'],
  ['width__gte=abc', 'where width ≥ abc'],
  ['width__lt=5', 'where width < 5'],
  ['width__lte=5', 'where width ≤ 5'],
  ['text__like=x%25', 'where text like "x%"'],
  ['text__notlike=x', 'where text not like "x"'],
  ['text__glob=x*', 'where text glob "x*"'],
  ['text__in=CA,MI', 'where text in ["CA", "MI"]'],
  ['id__in=1,2', 'where id in ["1", "2"]'],
  ['id__notin=1', 'where id not in ["1"]'],
  ['tags__arraycontains=art', 'where tags contains "art"'],
  ['tags__arraynotcontains=art', 'where tags does not contain "art"'],
  ['created__date=2022-03-02', 'where "created" is on date 2022-03-02'],
  ['text__isnull=1', 'where text is null'],
  ['text__notnull=0', 'where text is not null'],
  ['text__isblank=1', 'where text is blank'],
  ['text__notblank=1', 'where text is not blank'],
  ['_search=red+fox', 'where search matches "red fox"'],
  ['_search_text=fox', 'where search column "text" matches "fox"'],
  ['_sort=width', 'sorted by width'],
  ['_sort_desc=width', 'sorted by width descending'],
  ['_sort=width,-id', 'sorted by width, id descending'],
  ['width=640&width=512', 'where width = 512 and width = 640'],
  ['width=5&id=6&_search=fox', 'where search matches "fox", id = 6 and width = 5'],
  ['width=5&_sort_desc=id', 'where width = 5 sorted by id descending'],
])('%s: %s', (asked, sentence) => {
  expect(said(asked)).toBe(sentence);
});

test('an order that nobody asked for is not said', () => {
  const declared = exampleContext(exampleTable({ sort: '-width' }));
  expect(sentenceOf(parseTable([], declared).query, true)).toBe('');
});
