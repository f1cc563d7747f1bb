import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

const ROOTS = ['app', 'db', 'scripts', 'tests'];
const SETTINGS = ['app/settings.ts', 'db/settings.ts', 'scripts/settings.ts'];

const files = ROOTS.flatMap((root) =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|tsx|js|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => !path.startsWith('tests/.output')),
).map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** What a file imports: packages by name, our own files by their path in the project. */
function importsOf({ path, text }: { path: string; text: string }): string[] {
  const found = text.matchAll(/(?:^(?:import|export)\b[^'";(]*?\bfrom|^import|\bimport\()\s*['"]([^'"]+)['"]/gm);
  return [...found].map(([, name = '']) => (name.startsWith('.') ? normalize(join(dirname(path), name)) : name));
}

/** The imports that a rule forbids, as `file → import`. */
function breaches(isSubject: (file: (typeof files)[0]) => boolean, isForbidden: (name: string) => boolean): string[] {
  return files.filter(isSubject).flatMap((file) =>
    importsOf(file)
      .filter(isForbidden)
      .map((name) => `${file.path} → ${name}`),
  );
}

test('db stands by itself', () => {
  const isAbove = (name: string) => /^(app|scripts|tests)\/|^(next|react|react-dom)(\/|$)/.test(name);
  expect(breaches(({ path }) => path.startsWith('db/'), isAbove)).toEqual([]);
});

test('pages do not reach into the command lines', () => {
  expect(
    breaches(
      ({ path }) => path.startsWith('app/'),
      (name) => /^(scripts|tests)\//.test(name),
    ),
  ).toEqual([]);
});

test('client components know nothing of the database but its vocabulary', () => {
  const isClient = ({ text }: { text: string }) => /^['"]use client['"]/m.test(text);
  expect(breaches(isClient, (name) => name.startsWith('db/') && name !== 'db/query.ts')).toEqual([]);
});

// Handing the whole of it on to a child process is not reading it.
test('the environment is read in the settings only', () => {
  const readers = files.filter(
    ({ path, text }) => /(?<!\.\.\.)\bprocess\.env\b/.test(text) && !/^(tests|scripts\/test)\b/.test(path),
  );
  expect(readers.map(({ path }) => path).filter((path) => !SETTINGS.includes(path))).toEqual([]);
});

test('no source file is longer than 300 lines', () => {
  const long = files.filter(({ text }) => text.split('\n').length > 301);
  expect(long.map(({ path }) => path)).toEqual([]);
});
