import type { OperatorName } from '../../db/query.ts';
import type { AskedQuestion } from './question.ts';
import { filterPair } from './random-filter.ts';
import type { OracleTable } from './table.ts';

/** Each in the three modes: numbers within words, the longest words, words beyond the places of a tsvector. */
export const SEARCHES = [
  ...['12e3ab', '"12e3 ab"', 'ab', '12e3 ab', '12e3qz', '1e5e6', '"e6 fox"', '1e5 -e6', '12e3ab*', '12e3*', '7e7'],
  ...['k'.repeat(2046), 'j'.repeat(2047), `"${'j'.repeat(2047)} red fox"`, `"${'k'.repeat(2046)} red"`, 'k*'],
  ...[
    '"w8998 w8999 red fox"',
    '"w8999 fox"',
    '"q0 q1"',
    '"qz q00"',
    '"q7p q7q"',
    '"q7r q7q"',
    '"qlast1 qlast2"',
    'qlast2',
    'q7*',
  ],
  ...[
    '"jj jk"',
    '"jj jj jj"',
    '"jé jl"',
    '"jé jé"',
    `"${'jj '.repeat(256)}"`,
    `"${'jj '.repeat(300)}jk"`,
    `"${'jé '.repeat(300)}jl"`,
  ],
  ...[
    '"',
    '""',
    '*',
    '-',
    'OR',
    'red OR',
    "it's",
    '\\',
    '李* -東京',
    'café OR "winter lake winter"',
    '²*',
    '-²',
    'red + fox',
  ],
];

/** One filter and one facet: for what chance would seldom meet. */
function filterQuestion(table: OracleTable, column: string, operator: OperatorName, typed: string): AskedQuestion {
  const one = { column, operator, typed };
  const facet = { column: 'language', type: 'column' as const };
  const asked = new URLSearchParams([filterPair(one, false), ['_sort', '-punsafe,height']]).toString();
  const sort = [
    { column: 'punsafe', descending: true },
    { column: 'height', descending: false },
  ];
  return { table, asked, question: { filters: [one], through: [], sort }, facets: [facet], facetSize: 30 };
}

/** Questions about images that chance would seldom meet. No image from `blankHost` has a language. */
export function edgeQuestions(images: OracleTable, blankHost: string): AskedQuestion[] {
  const blank = images.rows.find(({ url }) => String(url).startsWith(`http://${blankHost}/`));
  return [
    filterQuestion(images, 'width', 'in', '-2147483648,5'),
    filterQuestion(images, 'width', 'notin', '-2147483648,512'),
    filterQuestion(images, 'height', 'exact', '-2147483648'),
    filterQuestion(images, 'punsafe', 'gt', '-0'),
    filterQuestion(images, 'punsafe', 'exact', '1e-40'),
    filterQuestion(images, 'similarity', 'lt', '5e-324'),
    filterQuestion(images, 'similarity', 'in', '0.3,NaN'),
    filterQuestion(images, 'aesthetic', 'not', 'Infinity'),
    filterQuestion(images, 'text', 'notnull', '1'),
    filterQuestion(images, 'domain_id', 'exact', String(blank?.domain_id)),
    // Few rows each, so that the values of their facets tie.
    ...[1, 2, 3, 4, 5, 6, 7, 8].map((domain) => filterQuestion(images, 'domain_id', 'exact', String(domain + 20))),
  ];
}
