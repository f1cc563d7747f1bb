/** A query string as it was written: order, repetitions and blank values are part of the question. */
export type Pairs = readonly (readonly [key: string, value: string])[];

/** Reads application/x-www-form-urlencoded; a malformed `%` stays as it is. Next's own `_rsc` pair is left out. */
export function readPairs(queryString: string): Pairs {
  return [...new URLSearchParams(queryString)].filter(([key]) => key !== '_rsc');
}

const encode = (text: string) =>
  encodeURIComponent(text.toWellFormed())
    .replace(/%20/g, '+')
    .replace(/%(2C|3A|2F|40|24)/g, decodeURIComponent);

/** The query string, without `?`; readable where the grammar of URLs allows. */
export function writePairs(pairs: Pairs): string {
  return pairs.map(([key, value]) => `${encode(key)}=${encode(value)}`).join('&');
}

/** The first value of a key, or null. */
export function first(pairs: Pairs, key: string): string | null {
  return pairs.find(([k]) => k === key)?.[1] ?? null;
}

export function all(pairs: Pairs, key: string): string[] {
  return pairs.filter(([k]) => k === key).map(([, value]) => value);
}

/** Without any pair of these keys. */
export function without(pairs: Pairs, ...keys: string[]): Pairs {
  return pairs.filter(([key]) => !keys.includes(key));
}

/** Without this very pair. */
export function withoutPair(pairs: Pairs, key: string, value: string): Pairs {
  return pairs.filter(([k, v]) => k !== key || v !== value);
}

/** With one value for the key, moved to the end. */
export function withPair(pairs: Pairs, key: string, value: string): Pairs {
  return [...without(pairs, key), [key, value]];
}

/** With one more pair of the key. */
export function withAdded(pairs: Pairs, key: string, value: string): Pairs {
  return [...pairs, [key, value]];
}
