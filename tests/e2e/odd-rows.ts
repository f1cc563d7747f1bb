import type { ParquetValue } from '../db/parquet-file.ts';

/** Hosts of `.test` are answered by tests/e2e/picture-server.ts, each in its own way. */
export const ODD_COLUMNS = {
  url: 'VARCHAR',
  text: 'VARCHAR',
  width: 'INTEGER',
  height: 'INTEGER',
  punsafe: 'REAL',
  aesthetic: 'REAL',
  language: 'VARCHAR',
};

export const MARKUP = '<img src=x onerror="document.title=1"><script>document.title=2</script> & "markup"';
export const KOREAN = '세계 명작 속에 나타난 애정묘사 100 (ENGLISH BESTSELLER 6)';
export const LONG = `${'x'.repeat(10_000)} end of it`;

export const ODD_ROWS: ParquetValue[][] = [
  ['http://good.test/wide.png', 'A good picture, wide', 1200, 600, 0.01, 7.5, 'en'],
  ['http://good.test/tall.png', 'A good picture, tall', 600, 1200, 0.02, 7.25, 'en'],
  ['http://slow.test/1.png', 'A slow picture', 800, 600, 0.03, 6.5, 'en'],
  ['http://gone.test/1.png', 'A picture that is gone', 800, 600, 0.04, 6.25, 'en'],
  ['http://page.test/1.png', 'A page in the place of a picture', 800, 600, 0.05, 6, 'en'],
  ['http://good.test/unsafe.png', 'An unsafe picture', 800, 600, 0.93, 5.5, 'en'],
  ['http://good.test/unscored.png', 'A picture nobody scored', 800, 600, null, null, null],
  ['http://good.test/unsized.png', 'A picture without a size', null, null, 0.01, 5, 'nolang'],
  ['http://good.test/markup.png', MARKUP, 500, 500, 0.01, 5.1, 'en'],
  ['http://good.test/rtl.png', '\u202Eright to left\u202C مرحبا بالعالم fox', 500, 500, 0.01, 5.2, 'ar'],
  ['http://good.test/long.png', LONG, 500, 500, 0.01, 5.3, 'en'],
  ['http://good.test/ko.png', KOREAN, 500, 500, 0.01, 5.4, 'ko'],
  ['https://google.com@evil.test/login.png', 'An address that lies', 500, 500, 0.01, 5.6, 'en'],
  ['https://xn--80ak6aa92e.test/a.png', 'An address that looks like another 😀', 500, 500, 0.01, 5.7, 'en'],
  [
    `https://${'a-very-long-part-of-a-host.'.repeat(4)}test/${'y'.repeat(90)}.png`,
    'A long host',
    9000,
    30,
    0.01,
    5.8,
    'en',
  ],
  ['http://good.test/empty.png', '', 500, 500, 0.01, 5.9, 'en'],
];
