import { expect, test, vi } from 'vitest';
import { showProgress } from '../../scripts/ingest/progress.ts';
import { summaryText } from '../../scripts/ingest/summary.ts';

function screen(isTTY: boolean) {
  let text = '';
  const out = { isTTY, columns: 120, write: (chunk: string) => (text += chunk) } as unknown as NodeJS.WriteStream;
  return { out, text: () => text };
}

test('on a terminal one line is drawn over, with rows, rows a second, percent, stage and time left', () => {
  vi.useFakeTimers();
  const { out, text } = screen(true);
  const progress = showProgress(out);
  progress.stage('loading rows', 2000);
  vi.advanceTimersByTime(1000);
  progress.at(1000);
  expect(text()).toContain('\r\x1b[K');
  expect(text()).not.toContain('\n');
  expect(text()).toMatch(/\[#+-+\] \d+% · loading rows · 1,000 of 2,000 rows · 1,000 rows\/s · about \d+ s left/);
  progress.say('A sentence.');
  expect(text()).toContain('A sentence.\n');
  vi.useRealTimers();
});

test('elsewhere plain lines: one a stage, and one now and then', () => {
  vi.useFakeTimers();
  const { out, text } = screen(false);
  const progress = showProgress(out);
  progress.stage('surveying rows', 100);
  progress.at(10);
  vi.advanceTimersByTime(20_000);
  progress.at(50);
  progress.at(60);
  progress.stage('loading rows', 100);
  progress.end();
  const lines = text().trimEnd().split('\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toContain('50 of 100 rows');
  expect(text()).not.toContain('\x1b');
  expect(progress.seconds()).toEqual({ 'surveying rows': 20, 'loading rows': 0 });
  vi.useRealTimers();
});

test('the summary says everything there is to say', () => {
  const text = summaryText('d', {
    rowsRead: 1000,
    rowsKept: 990,
    rejected: {
      'no URL': { count: 9, examples: [] },
      'unparsable URL': { count: 1, examples: ['http:// \u001b[31m'] },
    },
    mended: { 'width out of range': 3 },
    duplicateUrls: 2,
    domains: 20,
    sites: 10,
    seconds: { 'surveying rows': 1.25, 'loading rows': 61 },
  });
  expect(text.split('\n')).toEqual([
    'd: 1,000 rows read, 990 kept, 10 rejected; 10 sites, 20 domains.',
    '  rejected, no URL: 9',
    '  rejected, unparsable URL: 1',
    '    "http:// \\u001b[31m"',
    '  mended, width out of range: 3',
    '  kept, though the URL occurs before: 2',
    '  1 min 2 s: surveying rows 1.3 s, loading rows 61.0 s',
  ]);
});
