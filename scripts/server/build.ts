import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { withLock } from '../../db/embedded/lock.ts';
import { nextBuild } from './next-build.ts';
import type { Shutdown } from './shutdown.ts';

/** What the pages are made of. Written into the build folder when it is complete, as a hash. */
const SOURCES = ['app', 'db', 'public', 'next.config.js', 'package-lock.json', 'tsconfig.json'];

/** Seconds that another process's build is waited for. */
const PATIENCE = 600;

/**
 * Builds the pages into `distDir` unless that holds a build of these very sources; a second process that wants the same
 * waits for the first. Some 30 seconds of processor. Throws a SetupError with Next's own words when it fails.
 */
export async function buildIfChanged(root: string, distDir: string, shutdown: Shutdown): Promise<void> {
  const dist = join(root, distDir);
  // Next empties its folder before it builds, and leaves this one.
  const cache = join(dist, 'cache');
  mkdirSync(cache, { recursive: true });
  const onWait = () => console.log('Waiting for another process that builds the pages …');
  await withLock(join(cache, 'explorer.lock'), () => build(root, dist, shutdown), { patience: PATIENCE, onWait });
}

async function build(root: string, dist: string, shutdown: Shutdown): Promise<void> {
  const note = join(dist, 'explorer-sources');
  const wanted = hashOf(root);
  if (read(note) === wanted) return;
  rmSync(note, { force: true });
  console.log('Building the pages …');
  await keepingTsconfig(root, () => nextBuild(root, join(dist, 'cache'), shutdown));
  writeFileSync(note, wanted);
}

/**
 * Next adds the types of its build folder to tsconfig.json, which is a source: a build into another folder than the
 * usual one would change it. Only that addition is taken back.
 */
async function keepingTsconfig(root: string, work: () => Promise<void>): Promise<void> {
  const path = join(root, 'tsconfig.json');
  const before = read(path);
  try {
    await work();
  } finally {
    const kept = JSON.parse(before) as { include: string[] };
    const now = JSON.parse(read(path)) as { include: string[] };
    now.include = now.include.filter((pattern) => kept.include.includes(pattern) || !pattern.includes('/types/'));
    if (read(path) !== before && isDeepStrictEqual(now, kept)) writeFileSync(path, before);
  }
}

/** One hash of all names and contents. */
function hashOf(root: string): string {
  const hash = createHash('sha256').update(process.version);
  for (const source of SOURCES) {
    for (const path of filesOf(root, source)) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest('hex');
}

function filesOf(root: string, source: string): string[] {
  const stat = statSync(join(root, source), { throwIfNoEntry: false });
  if (!stat) return [];
  if (!stat.isDirectory()) return [source];
  return readdirSync(join(root, source), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
    .sort();
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
