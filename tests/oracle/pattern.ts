/** Patterns matched by trying, character by character: slow, short and nobody's regular expression. */

type Test = (char: string) => boolean;
type Step = 'any' | Test;

/** Whether the whole text fits the steps; `any` stands for any run of characters, as short as will do. */
function matches(steps: Step[], text: string): boolean {
  const chars = [...text];
  let [step, at] = [0, 0];
  // Where the last `any` stands, and how far it reaches: what comes after it is tried from one further on.
  let [any, reach] = [-1, 0];
  while (at < chars.length) {
    const test = steps[step];
    if (test === 'any') {
      [any, reach] = [step, at];
      step++;
    } else if (test?.(chars[at] as string)) {
      step++;
      at++;
    } else if (any >= 0) {
      reach++;
      [step, at] = [any + 1, reach];
    } else return false;
  }
  return steps.slice(step).every((left) => left === 'any');
}

const is =
  (wanted: string): Test =>
  (char) =>
    char === wanted;

/** SQL's LIKE without an escape character: `%` any run, `_` any character. */
export function isLike(pattern: string, text: string): boolean {
  const steps = [...pattern].map((char): Step => (char === '%' ? 'any' : char === '_' ? () => true : is(char)));
  return matches(steps, text);
}

const point = (char: string) => char.codePointAt(0) as number;

/** The characters of `[…]` from `at`, the one after `[`; null when it never closes. */
function classOf(chars: string[], at: number): { test: Test; end: number } | null {
  const negated = chars[at] === '^';
  const start = negated ? at + 1 : at;
  // A bracket that stands first is a character of the class.
  const close = chars.indexOf(']', start + 1);
  if (close < 0) return null;
  const tests: Test[] = [];
  for (let i = start; i < close; i++) {
    const from = chars[i] as string;
    if (chars[i + 1] === '-' && i + 2 < close) {
      const to = chars[i + 2] as string;
      tests.push((char) => point(char) >= point(from) && point(char) <= point(to));
      i += 2;
    } else tests.push(is(from));
  }
  return { test: (char) => tests.some((test) => test(char)) !== negated, end: close };
}

/** `*` any run, `?` any character, `[a-z]` and `[^a-z]` one of a class; the whole text, case kept. */
export function isGlob(pattern: string, text: string): boolean {
  const chars = [...pattern];
  const steps: Step[] = [];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at] as string;
    if (char === '*') steps.push('any');
    else if (char === '?') steps.push(() => true);
    else if (char === '[') {
      const found = classOf(chars, at + 1);
      if (!found) return false;
      steps.push(found.test);
      at = found.end;
    } else steps.push(is(char));
  }
  return matches(steps, text);
}
