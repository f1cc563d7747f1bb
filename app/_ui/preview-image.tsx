import { ImageResponse } from 'next/og';
import type { Dataset } from '../../db/catalog.ts';
import { ofDataset, previewOf } from '../_answer/preview.ts';
import { PreviewCard } from './preview-card.tsx';
import { previewFonts } from './preview-fonts.ts';
import { PREVIEW } from './share-head.tsx';

/** Pictures kept, some 40 kB each; and how many may wait to be drawn before no more are taken on. */
const KEPT = 64;
const WAITING = 8;

const kept = new Map<string, Promise<Buffer>>();
let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Too many pictures wait to be drawn. Becomes status 503. */
export class Busy extends Error {}

async function draw(dataset: Dataset, of: string): Promise<Buffer> {
  const [preview, { fonts, letters }] = await Promise.all([previewOf(dataset, of), previewFonts()]);
  const shown = preview ?? (await ofDataset(dataset));
  const card = (
    <PreviewCard preview={shown} set={dataset.title ?? dataset.name} invented={dataset.invented} letters={letters} />
  );
  const image = new ImageResponse(card, { ...PREVIEW, fonts: fonts.map((font) => ({ ...font })) });
  return Buffer.from(await image.arrayBuffer());
}

/** One after the other: drawing takes the processor for a fifth of a second. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (waiting >= WAITING) throw new Busy();
  waiting += 1;
  const turn = last.then(work, work).finally(() => {
    waiting -= 1;
  });
  last = turn.catch(() => {});
  return turn;
}

/**
 * The preview picture of a page, as PNG; kept until the dataset's next version. Throws Busy when too many wait, and what
 * an outage throws.
 */
export function previewImage(dataset: Dataset, of: string): Promise<Buffer> {
  const key = `${dataset.schema} ${of}`;
  const known = kept.get(key);
  if (known) return known;
  const drawing = inTurn(() => draw(dataset, of));
  kept.set(key, drawing);
  drawing.catch(() => kept.delete(key));
  if (kept.size > KEPT) kept.delete(kept.keys().next().value as string);
  return drawing;
}
