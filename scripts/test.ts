import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureChromium } from './test/chromium.ts';
import { readPlaywright, readVitest, runSuite, type Suite, type SuiteResult } from './test/suite.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const output = join(root, 'tests/.output');

function vitest(name: string): Suite {
  const report = join(output, `${name}.json`);
  const args = ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return { name, program: 'node_modules/vitest/vitest.mjs', args, report, read: readVitest };
}

function playwright(chromium: string): Suite {
  const report = join(output, 'e2e.json');
  return {
    name: 'e2e',
    program: 'node_modules/@playwright/test/cli.js',
    args: ['test'],
    env: { CHROMIUM: chromium },
    report,
    read: readPlaywright,
  };
}

async function browserSuite(): Promise<SuiteResult> {
  try {
    return await runSuite(playwright(ensureChromium()), root);
  } catch (error) {
    return { name: 'e2e', passed: 0, failed: 0, skipped: 0, trouble: [(error as Error).message] };
  }
}

/** Closes with the sum of all suites; a suite's trouble outside of its tests counts as a failure each. */
function summarise(results: SuiteResult[], seconds: number): number {
  console.log(`\n── all suites, ${seconds.toFixed(0)} s ──`);
  for (const { name, passed, failed, skipped, trouble } of results) {
    console.log(`${name}: ${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    for (const sentence of trouble) console.log(`${name}: ${sentence}`);
  }
  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed + result.trouble.length, 0);
  console.log(`${passed} passed, ${failed} failed`);
  return failed;
}

/** Side by side: each waits for much of its time. Faults are tried alone, for what they break is timed. */
async function allSuites(): Promise<SuiteResult[]> {
  const [unit, db, [http, e2e]] = await Promise.all([
    runSuite(vitest('unit'), root),
    runSuite(vitest('db'), root),
    runSuite(vitest('http'), root).then(async (http) => [http, await browserSuite()] as const),
  ]);
  return [unit, db, http, e2e, await runSuite(vitest('faults'), root)];
}

const began = Date.now();
mkdirSync(output, { recursive: true });
process.exitCode = summarise(await allSuites(), (Date.now() - began) / 1000) === 0 ? 0 : 1;
