/** Texts that have broken programs like this one. They are encoded before they are sent. */

/** The pieces between bars; line ends separate, too. */
const split = (text: string): string[] => text.trim().split(/ ¦ |\n\s*/);

export const NUMBERS = [
  ...split(`0 ¦ -0 ¦ 1 ¦ -1 ¦ 5.0 ¦ .5 ¦ 5. ¦ 1e3 ¦ 1e999 ¦ -1e999 ¦ 1e-999 ¦ 1e-320 ¦ 1e39 ¦ 0x10 ¦ 1_000 ¦ ٣
    2147483647 ¦ 2147483648 ¦ -2147483649 ¦ 9007199254740993 ¦ 9223372036854775807 ¦ 9223372036854775808
    -9223372036854775809 ¦ 99999999999999999999 ¦ 1e99999999999 ¦ NaN ¦ nan ¦ Infinity ¦ -Infinity ¦ +Infinity ¦ inf
    1,5 ¦ --1 ¦ +-1 ¦ 1e ¦ e1 ¦ 1.5.2`),
  ...[' 5 ', '5\u00a0', `1${'0'.repeat(400)}`, `0.${'0'.repeat(400)}1`],
];

export const MARKUP = [
  ...split(`<img src=x onerror=hostile(1)> ¦ "><svg/onload=hostile(2)> ¦ '><b hostile> ¦ javascript:hostile(6)
    </script><script>hostile(3)</script> ¦ </textarea><img src=x onerror=hostile(4)> ¦ " onmouseover="hostile(5)" x="
    &lt;b hostile&gt; ¦ {{hostile}}<%= hostile %>#{hostile} ¦ -->]]><b hostile>`),
  '\u2028</script><script>hostile(7)//',
];

export const SQL = split(String.raw`' or '1'='1 ¦ '; drop table images; -- ¦ "; select 1; -- ¦ 1) or (1=1 ¦ 1/* ¦ --
  \' ¦ E'\\ ¦ $$ ¦ $1 ¦ :a ¦ ::int ¦ ? ¦ ') union select null-- ¦ x' || pg_sleep(9) || '`);

export const PATTERNS = [
  ...split(String.raw`% ¦ _ ¦ %%%%_ ¦ \ ¦ \% ¦ \\ ¦ * ¦ ? ¦ [ ¦ ] ¦ [] ¦ []] ¦ [^ ¦ [^] ¦ [^]] ¦ [a- ¦ [z-a] ¦ [a-z
    [\] ¦ [!a] ¦ [[:alpha:]] ¦ [[.a.]] ¦ [[=a=]] ¦ {1,99999} ¦ (?: ¦ (a+)+$ ¦ ^$ ¦ ***= ¦ (?i)a ¦ \d ¦ \y ¦ [😀-😃]*`),
  ...['*'.repeat(300), '?'.repeat(300), '*a'.repeat(200), '%a'.repeat(200), '?*'.repeat(150), '[a-z]'.repeat(100)],
  ...['[\u0001-\u{10ffff}]', '[\u{10000}-\uffff]'],
];

export const SEARCHES = [
  ...split(String.raw`& ¦ | ¦ ! ¦ <-> ¦ :* ¦ ( ¦ ) ¦ a & b ¦ a <-> b ¦ !a ¦ a'b ¦ '' ¦ ' ¦ a:*' ¦ :a ¦ a:b ¦ \ ¦ - ¦ -- ¦ - -
    * ¦ ** ¦ -* ¦ " ¦ "" ¦ """ ¦ "a ¦ "a"* ¦ -"a b" ¦ OR ¦ OR OR ¦ a OR ¦ OR a ¦ AND ¦ NOT ¦ NOT a ¦ a NOT b
    NEAR(a b) ¦ NEAR(a b, 999) ¦ NEAR( ¦ NEAR() ¦ ^a ¦ ^ ¦ a + b ¦ + ¦ a + ¦ ((a)) ¦ () ¦ (a OR b) c ¦ text:a
    ①* ¦ ²* ¦ ½* ¦ 李伟* ¦ 李 ¦ ß* ¦ ﬁ* ¦ İ* ¦ ا* ¦ ١* ¦ 😀*`),
  ...['\u0301*', '\u0301', '\u200b*', '\u00ad*', 'a\u0301*', 'a '.repeat(300), '-a '.repeat(200), 'a OR '.repeat(150)],
  ...['('.repeat(300), `${'a'.repeat(3000)}*`, 'NEAR(a b, 99) '.repeat(20)],
];

export const UNICODE = [
  ...['é', 'e\u0301', 'İ', 'ﬀ', 'ǅ', '李伟', '日本', '😀', '👩‍👩‍👧', '\ufeff', '\u200f\u202eabc', '\u2028', '\u0007'],
  ...[
    '\u001b[31m',
    '\u007f',
    '\ufffd',
    '\uffff',
    '\u{10ffff}',
    '\ud800',
    'a\udc00',
    'Z̸͔̈́a̵',
    '｡',
    'Ａ',
    '\u00a0',
    '\t',
    '\n',
  ],
  ...['\r\nX-Hostile: 1', '\r\n\r\n<b hostile>', 'x'.repeat(5000), 'é'.repeat(1500), '\u0301'.repeat(800)],
];

export const JSON_TEXTS = [
  ...split(String.raw`[ ¦ [] ¦ {} ¦ [1 ¦ [1,2] ¦ ["a","b"] ¦ [null] ¦ [[1]] ¦ {"a":1} ¦ " ¦ null ¦ true ¦ [1e999] ¦ [01]
    ["\ud800"] ¦ ["\u0000"] ¦ {"__proto__":{"a":1}} ¦ {"table":"images","column":"id","value":1}
    {"table":"images","column":"domain_id","value":"abc"} ¦ {"table":"__proto__","column":"x","value":1}
    {"table":"images","column":"constructor","value":{}} ¦ {"table":"images","column":"text","value":"\u0000"}
    {"table":1,"column":[],"value":null}`),
  ...['['.repeat(2000), `${'['.repeat(1000)}${']'.repeat(1000)}`],
];

export const TOKENS = split(`$null ¦ $null,1 ¦ 1,$null ¦ , ¦ ,, ¦ ,1 ¦ 1, ¦ 1,2,3 ¦ abc ¦ abc,1 ¦ ~ ¦ ~~ ¦ ~0 ¦ ~ZZ
  ~FF~FE,1 ¦ ~C0~AF,1 ¦ 7~2E4892,86 ¦ 9223372036854775808 ¦ 99999999999999999999,1 ¦ 1e3 ¦ -1 ¦ +5 ¦ NaN,1 ¦ Infinity,1
  -Infinity,1 ¦ 1e400,1 ¦ 1e-400,1 ¦ {},1 ¦ ~7B~7D,1 ¦ ~5B1~5D,1 ¦ ~22~22,1 ¦ null,1 ¦ null ¦ undefined ¦ %24null%2C5
  1,1e5 ¦ 2147483648,1`);

/** Names that every object of JavaScript answers to. */
export const OBJECT_NAMES = split(
  '__proto__ ¦ constructor ¦ toString ¦ hasOwnProperty ¦ valueOf ¦ __defineGetter__ ¦ prototype ¦ length ¦ then',
);

/** Pieces of a query string or path that are no proper encoding; sent as they are. */
export const BROKEN_ENCODINGS = split(String.raw`% ¦ %% ¦ %z ¦ %zz ¦ %1 ¦ %u0041 ¦ %C0%AF ¦ %C0%80 ¦ %E0%80%AF
  %ED%A0%80 ¦ %ED%B0%80 ¦ %F4%90%80%80 ¦ %FF%FE ¦ %F8%88%80%80%80 ¦ %80 ¦ %C3 ¦ %E2%82 ¦ %00 ¦ ~00 ¦ a%00b ¦ + ¦ %2B
  %20 ¦ %26 ¦ %3D ¦ %23 ¦ # ¦ ; ¦ %250 ¦ %2500 ¦ %252e%252e ¦ %0d%0aX-Hostile:%201 ¦ %E5%98%8A%E5%98%8DX-Hostile:1
  %5C ¦ \ ¦ " ¦ <b ¦ { ¦ } ¦ | ¦ ^`);
