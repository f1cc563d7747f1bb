import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { chromium } from '@playwright/test';
import { SetupError } from '../../db/setup-error.ts';

/** Chromium without a window to draw: a page opens in half the time. */
const SHELL = ['chromium-headless-shell'];
const BROWSERS = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'];
const PACKAGES = ['chromium-headless-shell', 'fonts-liberation'];

/**
 * The path of a Chromium that runs, the quickest that there is: Debian's headless shell, installed now when we are root
 * on Debian; a browser that is installed; the one Playwright downloads. Throws a SetupError that says what to install
 * where none of these succeeds.
 */
export function ensureChromium(): string {
  const shell = find(SHELL);
  if (shell) return shell;
  if (process.getuid?.() === 0 && isDebian()) installPackages();
  return find([...SHELL, ...BROWSERS], ELSEWHERE) ?? download() ?? giveUp();
}

function find(names: readonly string[], elsewhere: readonly string[] = []): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const paths = names.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...paths, ...elsewhere].find(runs);
}

/** Some systems have a program of this name that only says where to get it. */
function runs(path: string): boolean {
  return existsSync(path) && spawnSync(path, ['--version'], { timeout: 20_000, stdio: 'ignore' }).status === 0;
}

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function installPackages(): void {
  console.log('Installing Debian’s Chromium for tests …');
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
  return [chromium.executablePath()].find(runs);
}

function giveUp(): never {
  throw new SetupError(
    'The browser tests need Chromium: install the package chromium of this system (as root on Debian: apt-get install chromium fonts-liberation), or Google Chrome.',
  );
}
