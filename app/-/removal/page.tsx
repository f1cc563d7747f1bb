import { page } from '../../_http/page.tsx';
import { Removal } from '../../_ui/about-removal.tsx';
import { Frame } from '../../_ui/frame.tsx';
import { Entry } from '../../_ui/row-entry.tsx';
import { ShareHead } from '../../_ui/share-head.tsx';

export const dynamic = 'force-dynamic';

/** How to ask for something to be taken out. */
export default async function RemovalPage() {
  return page(async () => (
    <Frame>
      <ShareHead
        title="To have something taken out · Aesthetic Explorer"
        description="How to ask for an address, a site or a phrase to be taken out of this explorer."
        path="/-/removal"
      />
      <header className="lede">
        <h1>To have something taken out</h1>
      </header>
      <Entry id="removal" title="How, and what it does">
        <Removal />
      </Entry>
    </Frame>
  ));
}
