/** Postgres leaves longer words out of its text search. */
const MAX_WORD = 2046;

/** What each byte is within a word, in lower case; 0: it stands between words. */
const FOLDED = new Uint8Array(256);
for (let byte = 0x30; byte <= 0x39; byte++) FOLDED[byte] = byte;
for (let byte = 0x61; byte <= 0x7a; byte++) FOLDED[byte] = FOLDED[byte - 32] = byte;

const E = 0x65;
const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;

/** Where the number that begins at `from` ends, if it is one such as 12e3; else -1. */
function numberEnd(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  while (at < to && isDigit(bytes[at])) at++;
  if (at === from || at + 1 >= to || bytes[at] !== E || !isDigit(bytes[at + 1])) return -1;
  at++;
  while (at < to && isDigit(bytes[at])) at++;
  return at;
}

/**
 * Calls `each` with the words of an ASCII text, the bytes from `from` up to `to`: where each begins and ends in
 * `scratch`, which gets the text folded to lower case and must have room for it. Returns false, and calls nothing, when
 * the text has other characters: those are Postgres's to judge.
 *
 * The words are those Postgres sees in `template.norm(text)`: runs of letters and digits, where one such as 12e3ab falls
 * into the number 12e3 and the word ab.
 */
export function eachAsciiWord(
  scratch: Uint8Array,
  bytes: Uint8Array,
  from: number,
  to: number,
  each: (start: number, end: number) => void,
): boolean {
  const length = to - from;
  for (let i = 0; i < length; i++) {
    const byte = bytes[from + i] as number;
    if (byte > 127) return false;
    scratch[i] = FOLDED[byte] as number;
  }
  for (let at = 0; at < length; ) {
    if (scratch[at] === 0) {
      at++;
      continue;
    }
    let end = at;
    while (end < length && scratch[end] !== 0) end++;
    const number = isDigit(scratch[at]) ? numberEnd(scratch, at, end) : -1;
    if (number !== -1) end = number;
    if (end - at <= MAX_WORD) each(at, end);
    at = end;
  }
  return true;
}

/** The words of an ASCII text in their order; null when it has other characters. */
export function asciiWords(text: string): string[] | null {
  const bytes = Buffer.from(text);
  const scratch = Buffer.alloc(bytes.length);
  const words: string[] = [];
  const isAscii = eachAsciiWord(scratch, bytes, 0, bytes.length, (start, end) => {
    words.push(scratch.toString('latin1', start, end));
  });
  return isAscii ? words : null;
}
