import { renderToReadableStream } from 'react-dom/server';
import { expect, test } from 'vitest';
import { late } from '../../app/_answer/late.ts';
import { Meanwhile } from '../../app/_ui/later.tsx';
import type { Answer } from '../../db/query.ts';

const answered = (value: string): Answer<string> => ({ state: 'answered', value });

/** The pieces of a page that says what has come, or "nothing yet". */
async function* page(promise: Promise<Answer<string>>): AsyncGenerator<string> {
  const of = late(promise);
  // It may be here before the page is.
  await Promise.resolve();
  const stream = await renderToReadableStream(
    <p>{<Meanwhile of={of}>{(found) => <b>{found ?? 'nothing yet'}</b>}</Meanwhile>}</p>,
  );
  const decoder = new TextDecoder();
  for await (const piece of stream as unknown as AsyncIterable<Uint8Array>) yield decoder.decode(piece);
}

async function read(pages: AsyncGenerator<string>): Promise<string[]> {
  const pieces: string[] = [];
  for await (const piece of pages) pieces.push(piece);
  return pieces;
}

test('what is there is in the first bytes', async () => {
  const [first, ...more] = await read(page(Promise.resolve(answered('here'))));
  expect(first).toContain('<b>here</b>');
  expect(more).toEqual([]);
});

test('what comes later takes the place of what stood there', async () => {
  let arrive = (_: Answer<string>) => {};
  const pages = page(
    new Promise((resolve) => {
      arrive = resolve;
    }),
  );
  const { value: first } = await pages.next();
  expect(first).toContain('<b>nothing yet</b>');
  arrive(answered('here'));
  expect((await read(pages)).join('')).toContain('<b>here</b>');
});

test.each([
  ['took too long', () => Promise.resolve<Answer<string>>({ state: 'timed out', milliseconds: 1000 })],
  ['failed', () => Promise.reject<Answer<string>>(new Error('made to fail by a test'))],
])('what %s leaves what stood there', async (_, ask) => {
  expect((await read(page(ask()))).join('')).toContain('<b>nothing yet</b>');
});
