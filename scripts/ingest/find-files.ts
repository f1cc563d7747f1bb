import { createWriteStream } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { SetupError } from '../../db/setup-error.ts';
import type { Duck } from './duck.ts';
import { literal } from './quote.ts';

export interface FoundFile {
  /** As people know it: the path or the address given. */
  label: string;
  /** Where it lies. */
  path: string;
}

/**
 * The Parquet files that paths name, in the order given: a file, a folder (its *.parquet, by name), a glob, or an
 * http(s) address, which is downloaded into `folder`. A file that is named twice comes once.
 *
 * Throws a SetupError naming what was not found or could not be fetched.
 */
export async function findFiles(
  duck: Duck,
  paths: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const [i, path] of paths.entries()) {
    if (/^https?:\/\//i.test(path)) {
      const target = join(folder, `download-${i}.parquet`);
      await download(path, target, signal);
      found.set(path, { label: path, path: target });
      continue;
    }
    for (const file of await localFiles(duck, path)) {
      const real = await realpath(file);
      if (!found.has(real)) found.set(real, { label: file, path: real });
    }
  }
  return [...found.values()];
}

async function localFiles(duck: Duck, path: string): Promise<string[]> {
  const stats = await stat(path).catch(() => null);
  if (stats?.isFile()) return [path];
  if (stats?.isDirectory()) {
    const names = (await readdir(path)).filter((name) => name.endsWith('.parquet')).sort();
    if (names.length === 0) throw new SetupError(`${path} holds no *.parquet file.`);
    return names.map((name) => join(path, name));
  }
  const matches = /[*?[]/.test(path)
    ? await duck.rows<{ file: string }>(`SELECT file FROM glob(${literal(path)}) ORDER BY file`)
    : [];
  if (matches.length === 0) throw new SetupError(`${path}: no such file.`);
  return matches.map((match) => match.file);
}

async function download(address: string, target: string, signal: AbortSignal): Promise<void> {
  try {
    const response = await fetch(address, { signal });
    if (!response.ok || !response.body) throw new Error(`the server answered ${response.status}`);
    await pipeline(Readable.fromWeb(response.body as ReadableStream), createWriteStream(target), { signal });
  } catch (error) {
    signal.throwIfAborted();
    const { message, cause } = error as Error;
    throw new SetupError(`${address} could not be fetched: ${cause instanceof Error ? cause.message : message}.`);
  }
}
