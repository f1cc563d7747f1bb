import { NotFound, requestPath } from '../_answer/reading.ts';
import { page } from '../_http/page.tsx';
import { addressOf } from '../_url/address.ts';

export const dynamic = 'force-dynamic';

/** Paths that name nothing come here, with the reason. */
export default async function Nothing() {
  return page(async () => {
    const address = addressOf(requestPath());
    throw new NotFound(address.kind === 'nothing' ? address.reason : 'Not found');
  });
}
