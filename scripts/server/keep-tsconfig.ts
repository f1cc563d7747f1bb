import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';

/** The build folder whose types tsconfig.json names. */
const USUAL = '.next';
const LINE_WIDTH = 120;

/**
 * Does the work of a build into `distDir`. Next adds the types of that folder to tsconfig.json, which is a source: for
 * any other folder than the usual one that is taken back, and nothing else, because builds into several folders, and
 * people, may change the file meanwhile.
 */
export async function keepingTsconfig(root: string, distDir: string, work: () => Promise<void>): Promise<void> {
  const path = join(root, 'tsconfig.json');
  const before = readFileSync(path, 'utf8');
  try {
    await work();
  } finally {
    const now = readFileSync(path, 'utf8');
    const without = withoutTypes(now, distDir);
    // As it was to the letter, where it is the same: Next lays it out anew.
    if (without !== null) writeFileSync(path, isSame(without, before) ? before : without);
  }
}

/** The text without the types of this build folder; null when it does not name them, or is no plain JSON. */
function withoutTypes(text: string, distDir: string): string | null {
  const config = parsed(text) as { include?: string[] } | null;
  const types = [`${distDir}/types/**/*.ts`, `${distDir}/dev/types/**/*.ts`];
  const include = config?.include?.filter((pattern) => !types.includes(pattern));
  if (distDir === USUAL || !include || include.length === config?.include?.length) return null;
  return laidOut({ ...config, include });
}

/** JSON as the formatter has it: a list of plain values on one line where it fits. */
function laidOut(config: object): string {
  const json = JSON.stringify(config, null, 2).replace(/^( *)(.*)\[\n([^[\]{}]*?)\n *\](,?)$/gm, (whole, ...groups) => {
    const [indent, name, items, comma] = groups as string[];
    const line = `${indent}${name}[${(items as string).trim().replace(/,\n\s*/g, ', ')}]${comma}`;
    return line.length <= LINE_WIDTH ? line : whole;
  });
  return `${json}\n`;
}

const isSame = (one: string, other: string) => isDeepStrictEqual(parsed(one), parsed(other));

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
