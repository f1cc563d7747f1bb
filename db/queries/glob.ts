const escaped = (char: string) => char.replace(/[\\^$.[\]|()?*+{}/-]/g, '\\$&');

/** One `[…]` of a glob as a class of an advanced regular expression, and where it ends; null when it never closes. */
function classAt(glob: string, start: number): { pattern: string; end: number } | null {
  let at = start + 1;
  const negated = glob[at] === '^';
  if (negated) at++;
  const close = glob.indexOf(']', at + 1);
  if (close < 0) return null;
  let body = '';
  for (const [, from = '', to] of glob.slice(at, close).matchAll(/(.)(?:-(.))?/gsu)) {
    if (to === undefined) body += escaped(from);
    // A range that runs backwards holds nothing; Postgres would call it an error.
    else if ((from.codePointAt(0) ?? 0) <= (to.codePointAt(0) ?? 0)) body += `${escaped(from)}-${escaped(to)}`;
  }
  if (body === '') return { pattern: negated ? '.' : '(?!)', end: close };
  return { pattern: `[${negated ? '^' : ''}${body}]`, end: close };
}

/**
 * A glob (`*`, `?`, `[a-z]`, `[^a-z]`, the whole value) as a regular expression of Postgres; null when it matches
 * nothing, as a class that never closes does.
 */
export function globPattern(glob: string): string | null {
  let pattern = '';
  for (let at = 0; at < glob.length; at++) {
    const char = String.fromCodePoint(glob.codePointAt(at) ?? 0);
    if (char === '*' || char === '?') {
      // A run of them as one step: Postgres gives up on a pattern of too many.
      const [run = char] = /^[*?]+/.exec(glob.slice(at)) ?? [];
      pattern += '.'.repeat(run.replaceAll('*', '').length) + (run.includes('*') ? '.*' : '');
      at += run.length - 1;
    } else if (char === '[') {
      const found = classAt(glob, at);
      if (!found) return null;
      pattern += found.pattern;
      at = found.end;
    } else {
      pattern += escaped(char);
      at += char.length - 1;
    }
  }
  return `^(?:${pattern})$`;
}
