const PLAIN = /^[A-Za-z0-9_-]$/;

/** Text as one path segment, key or token part: UTF-8 bytes, `[A-Za-z0-9_-]` as is, space as `+`, others `~XX`. */
export function tildeEncode(text: string): string {
  let out = '';
  for (const byte of new TextEncoder().encode(text)) {
    const char = String.fromCharCode(byte);
    if (PLAIN.test(char)) out += char;
    else if (char === ' ') out += '+';
    else out += `~${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

/** The text a segment stands for. A literal `%` stays; bytes that are not UTF-8 become U+FFFD. */
export function tildeDecode(segment: string): string {
  const bytes: number[] = [];
  const raw = new TextEncoder().encode(segment);
  for (let i = 0; i < raw.length; i++) {
    const hex = String.fromCharCode(raw[i + 1] ?? 0, raw[i + 2] ?? 0);
    if (raw[i] === 0x7e && /^[0-9A-Fa-f]{2}$/.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      i += 2;
    } else bytes.push(raw[i] === 0x2b ? 0x20 : (raw[i] as number));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}
