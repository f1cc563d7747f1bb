/** An address as it is shown: the host as the browser will call it, and the end of the path. */
export interface ShownAddress {
  host: string;
  tail: string;
}

/** Letters of a path that are shown; the rest of it is left out in the middle. */
const TAIL = 28;

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** Whether a browser may be led there: nothing but http and https. */
export const isWebAddress = (value: string): boolean => /^https?:\/\//i.test(value) && URL.canParse(value);

/**
 * Host and tail of a web address; null when it is none. The host is the one that will be asked, in ASCII, whatever
 * stands before an `@` or looks like another letter.
 */
export function shownAddress(value: string): ShownAddress | null {
  if (!isWebAddress(value)) return null;
  const { host, pathname, search } = new URL(value);
  const path = decoded(pathname + search).replace(/[\p{Cc}\p{Cf}]/gu, '');
  const name = path.slice(path.lastIndexOf('/', path.length - 2) + 1);
  const cut = [...name].length > TAIL ? `…${[...name].slice(-TAIL).join('')}` : name;
  const inside = name.length < path.length - 1 ? '/…/' : '/';
  return { host, tail: cut === '' || cut === '/' ? '' : inside + cut };
}
