import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Destination, destination, LONGEST_ADDRESS, saysWhatFits } from '../../app/_url/route.ts';

/** What a request asks for: an answer of Next's, a redirect, or nothing that can be understood. */
export type Target = Destination | { kind: 'refused'; status: 400 | 414; error: string };

/**
 * Decides by the request target where a request goes. Next's own files and those of public/ go to Next as they are,
 * unless Next would answer 500 for their encoding.
 */
export function targetOf(url: string, publicFiles: Set<string>, dev: boolean): Target {
  if (url.length > LONGEST_ADDRESS && !saysWhatFits(url))
    return { kind: 'refused', status: 414, error: 'The address is too long' };
  if (!url.startsWith('/')) return { kind: 'refused', status: 400, error: 'The address does not start with a slash' };
  if (/\0|%00|~00/.test(url)) return { kind: 'refused', status: 400, error: 'The address holds a NUL' };
  const path = url.split('?', 1)[0] ?? url;
  if (!isFile(path, publicFiles, dev)) return destination(url);
  return isDecodable(path)
    ? { kind: 'next', path: url }
    : { kind: 'refused', status: 400, error: 'The address is not valid' };
}

/** Whether a path names a file of Next's build or of public/. */
export function isFile(path: string, publicFiles: Set<string>, dev: boolean): boolean {
  return path.startsWith('/_next/') || publicFiles.has(path) || (dev && path.startsWith('/__nextjs'));
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** The addresses of the files in public/. */
export function listPublicFiles(root: string): Set<string> {
  const folder = join(root, 'public');
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return new Set(
    entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length)),
  );
}

/** The target as a path: an absolute one, as a proxy may send it, loses its host. */
export function pathOfTarget(target: string): string {
  return target.replace(/^https?:\/\/[^/?#]*/i, '') || '/';
}
