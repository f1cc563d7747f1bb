import type { Random } from './random.ts';

/** Words that search must keep apart or bring together: accents, scripts, marks, digits, punctuation inside. */
export const WORDS = [
  ...['fox', 'Fox', 'FÖX', 'foxes', 'red', 'RED', 'cottage', 'night', 'sky', 'winter', 'lake', 'the', 'of', 'a'],
  ...['café', 'cafe\u0301', 'CAFÉ', 'straße', 'STRASSE', 'Ærøskøbing', 'naïve', 'Dürer', 'Durer', 'Núñez', 'ångström'],
  ...['Thomas', 'Kinkade', 'Frida', 'Kahlo', 'Will', 'Smith', 'or', 'OR', 'and', 'AND', 'NOT', 'near', 'İstanbul'],
  ...['李伟', '李', '東京', 'हिन्दी', 'हिन्द', 'ไทย', 'שלום', 'مرحبا', 'محمَّد', 'Ελλάδα', 'Москва', 'ｆｕｌｌ', 'ﬁne'],
  ...["o'shea", 'o’shea', 'screen-print', 'under_score', '50%', '100%', '1.5', 'a/b', 'x.com/y', 'me@x.org', 'C++'],
  ...[
    '1e5',
    '5e',
    '0x1f',
    '007',
    '2024',
    '½',
    'Ⅳ',
    'x²',
    '١٢٣',
    '😀',
    '👩‍👩‍👧',
    '—',
    '…',
    '©',
    '"quoted"',
    '(bracket)',
  ],
] as const;

/** Captions that break something somewhere. */
const NASTY = [
  '',
  ' ',
  '"',
  '%',
  '_',
  '\\',
  '%_\\',
  "'; drop table picture; --",
  '=SUM(A1:A9)',
  '<script>alert(1)</script>',
  'javascript:alert(1)',
  'data:text/html,<b>x</b>',
  'null',
  '$null',
  'red fox',
  'Red  Fox,',
  'red\nfox\ttab\r\nline',
  'fox red',
  'שלום עולם red',
  '\u202eright to left\u202c',
  'हिन्दी में चित्र',
  'ภาษาไทย ไทย',
  'zero\u200bwidth\u200djoiner',
  '😀😀 fox 😀',
  '[a-z]',
  'ends with a star *',
  '~2C,tilde~',
  'a,b',
  '["a"]',
  '-minus',
  '1',
  '10',
  '9',
];

/** Some ten thousand characters, the words of which differ so that their places all count. */
export const longCaption = (): string =>
  `long ${Array.from({ length: 1250 }, (_, i) => `w${i} `).join('')}red fox ${'y'.repeat(3000)}`;

/** A caption of one to eight words, or a nasty one. */
export function caption(random: Random): string {
  if (random.chance(0.15)) return random.pick(NASTY);
  return Array.from({ length: random.whole(1, 8) }, () => random.pick(WORDS)).join(random.chance(0.9) ? ' ' : ', ');
}
