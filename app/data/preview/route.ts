import { datasetOf, requestPairs, requestPath } from '../../_answer/reading.ts';
import { errorReply, textReply } from '../../_http/reply.ts';
import { Busy, previewImage } from '../../_ui/preview-image.tsx';
import { addressOf } from '../../_url/address.ts';
import { first } from '../../_url/pairs.ts';

export const dynamic = 'force-dynamic';

/** An hour: a preview is looked at long after it was fetched, and need not follow every ingest. */
const CACHE = 'public, max-age=3600';
const LONGEST = 2000;

/** `/NAME/-/preview?of=`: the picture that other sites show beside a link to a page of this dataset. */
export async function GET(): Promise<Response> {
  try {
    const address = addressOf(requestPath());
    const dataset = await datasetOf(address.kind === 'datasetPage' ? address.dataset : '');
    const of = first(requestPairs(), 'of') ?? '';
    const image = await previewImage(dataset, of.length > LONGEST ? '' : of);
    return new Response(new Uint8Array(image), { headers: { 'content-type': 'image/png', 'cache-control': CACHE } });
  } catch (error) {
    if (error instanceof Busy) {
      return textReply('Too many pictures are being drawn', 'text/plain; charset=utf-8', { 'retry-after': '2' }, 503);
    }
    return errorReply(error);
  }
}
