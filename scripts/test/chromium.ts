import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { SetupError } from '../../db/setup-error.ts';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const PACKAGES = ['chromium', 'fonts-liberation'];

/**
 * The path of a Chromium that runs: the one installed; else Debian's, installed now when we are root on Debian; else
 * the one Playwright downloads. Throws a SetupError that says what to install where none of these succeeds.
 */
export function ensureChromium(): string {
  const installed = findInstalled();
  if (installed) return installed;
  if (process.getuid?.() === 0 && isDebian()) installPackages();
  return findInstalled() ?? download() ?? giveUp();
}

function findInstalled(): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...paths, ...ELSEWHERE, chromium.executablePath()].find(runs);
}

/** Some systems have a program of this name that only says where to get it. */
function runs(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0;
}

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function installPackages(): void {
  console.log('No Chromium here: installing Debian’s …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', ...PACKAGES]]) {
    const run = spawnSync('apt-get', ['-q', ...step], { env, stdio: ['ignore', 'ignore', 'inherit'] });
    if (run.status !== 0) return;
  }
}

function download(): string | undefined {
  console.log('No Chromium here: downloading Playwright’s …');
  const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
  spawnSync(process.execPath, [playwright, 'install', 'chromium'], { stdio: ['ignore', 'inherit', 'inherit'] });
  return findInstalled();
}

function giveUp(): never {
  throw new SetupError(
    'The browser tests need Chromium: install the package chromium of this system (as root on Debian: apt-get install chromium fonts-liberation), or Google Chrome.',
  );
}
