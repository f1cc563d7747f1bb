import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** What came of one suite. A suite that ran nothing, or broke off, has failed. */
export interface SuiteResult {
  name: string;
  passed: number;
  failed: number;
  skipped: number;
  /** What went wrong outside of the tests. */
  trouble: string[];
}

export interface Suite {
  name: string;
  /** The test runner's command line program, below the project, and its arguments. */
  program: string;
  args: string[];
  env?: Record<string, string>;
  /** Where the runner writes its results as JSON, and how to read them. */
  report: string;
  read: (report: never) => Pick<SuiteResult, 'passed' | 'failed' | 'skipped' | 'trouble'>;
}

/** Runs a suite, its own words going line by line to our output, and reads its results from its report. Never throws. */
export async function runSuite(suite: Suite, root: string): Promise<SuiteResult> {
  rmSync(suite.report, { force: true });
  const status = await run(suite, root);
  const result: SuiteResult = { name: suite.name, passed: 0, failed: 0, skipped: 0, trouble: [] };
  try {
    Object.assign(result, suite.read(JSON.parse(readFileSync(suite.report, 'utf8')) as never));
  } catch {
    result.trouble.push('it ended without a report');
  }
  if (result.trouble.length > 0) return result;
  if (result.passed + result.failed === 0) result.trouble.push('it ran no test');
  else if (status !== 0 && result.failed === 0) result.trouble.push(`it ended with status ${status}`);
  return result;
}

function run(suite: Suite, root: string): Promise<number | string> {
  const child = spawn(process.execPath, [suite.program, ...suite.args], {
    cwd: root,
    env: { ...process.env, ...(process.stdout.isTTY ? { FORCE_COLOR: '1' } : {}), ...suite.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const input of [child.stdout, child.stderr])
    createInterface({ input }).on('line', (line) => line.trim() !== '' && console.log(`${suite.name} | ${line}`));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (status, signal) => resolve(status ?? signal ?? 1));
  });
}

/** The report of `vitest --reporter=json`. */
export function readVitest(report: {
  success: boolean;
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { name: string; status: string; message: string; assertionResults: unknown[] }[];
}) {
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
    trouble: broken.map((file) => `${file.name} could not be run: ${file.message}`),
  };
}

/** The report of Playwright's json reporter. A test that passed only when it was run again has failed. */
export function readPlaywright(report: {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: { message?: string }[];
}) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return {
    passed: expected,
    failed: unexpected + flaky,
    skipped,
    trouble: report.errors.map((error) => error.message ?? 'an error without a message'),
  };
}
