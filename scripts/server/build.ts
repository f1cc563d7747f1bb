import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withLock } from '../../db/embedded/lock.ts';
import { keepingTsconfig } from './keep-tsconfig.ts';
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
  await keepingTsconfig(root, relative(root, dist), () => nextBuild(root, join(dist, 'cache'), shutdown));
  writeFileSync(note, wanted);
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
