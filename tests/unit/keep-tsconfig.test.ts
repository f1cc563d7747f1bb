import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepingTsconfig } from '../../scripts/server/keep-tsconfig.ts';

/** Laid out as the formatter does it. */
const CLEAN = `{
  "compilerOptions": {
    "lib": ["ES2024", "DOM", "DOM.Iterable"],
    "strict": true,
    "plugins": [
      {
        "name": "next"
      }
    ]
  },
  "include": ["next-env.d.ts", "**/*.ts", "**/*.tsx", ".next/types/**/*.ts", ".next/dev/types/**/*.ts"],
  "exclude": ["node_modules", ".data", "tests/.output"]
}
`;

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'explorer-tsconfig-'));
  write(CLEAN);
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const path = () => join(root, 'tsconfig.json');
const read = () => readFileSync(path(), 'utf8');
const write = (text: string) => writeFileSync(path(), text);

/** As Next does it: adds the types of its build folder, and lays the file out anew. */
async function addTypes(distDir: string): Promise<void> {
  const config = JSON.parse(read());
  const types = [`${distDir}/types/**/*.ts`, `${distDir}/dev/types/**/*.ts`];
  const missing = types.filter((pattern) => !config.include.includes(pattern));
  if (missing.length === 0) return;
  config.include.push(...missing);
  write(`${JSON.stringify(config, null, 2)}\n`);
}

const build = (distDir: string, during: () => Promise<void> = async () => {}) =>
  keepingTsconfig(root, distDir, async () => {
    await addTypes(distDir);
    await during();
  });

test.each(['.next', '.next-other', 'tests/.output/next'])('a build into %s changes nothing', async (distDir) => {
  await build(distDir);
  expect(read()).toBe(CLEAN);
});

test('nor does one that fails', async () => {
  const failing = build('.next-other', async () => {
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(read()).toBe(CLEAN);
});

test('builds at the same time each take back their own, whichever ends first', async () => {
  await build('.next-a', () => build('.next-b'));
  expect(read()).toBe(CLEAN);
  let endA = () => {};
  const a = build('.next-a', () => new Promise((resolve) => (endA = resolve)));
  const b = build('.next-b', async () => {
    endA();
    await a;
  });
  await b;
  expect(read()).toBe(CLEAN);
});

test('what somebody else changes meanwhile stays', async () => {
  await build('.next-other', async () => write(read().replace('"strict": true', '"strict": false')));
  expect(read()).toBe(CLEAN.replace('"strict": true', '"strict": false'));
});

test('what an ended process left behind is taken away', async () => {
  await addTypes('.next-other');
  await build('.next-other');
  expect(read()).toBe(CLEAN);
});

test('a file with comments is left alone', async () => {
  const commented = `// mine\n${CLEAN}`;
  await keepingTsconfig(root, '.next-other', async () => write(commented));
  expect(read()).toBe(commented);
});
