import { page } from '../../_http/page.tsx';
import { Frame } from '../../_ui/frame.tsx';
import { ShareHead } from '../../_ui/share-head.tsx';
import { WatchList } from '../../_ui/watch/watch-list.tsx';
import { WATCH_PATH } from '../../_url/watched.ts';

export const dynamic = 'force-dynamic';

/** The questions a visitor watches: kept by the browser, asked one by one when this page is opened. */
export default async function WatchPage() {
  return page(async () => (
    <Frame>
      <ShareHead
        title="Watched questions · Aesthetic Explorer"
        description="Questions kept in your own browser, with their numbers now and at the last visit."
        path={WATCH_PATH}
        unlisted
      />
      <header className="lede">
        <h1>Questions you watch</h1>
        <p className="note">
          They are kept in this browser and nowhere else. Opening this page asks each for its number; nothing else is
          sent.
        </p>
        <noscript>
          <p>This page needs a script: without one the browser cannot show what it keeps.</p>
        </noscript>
      </header>
      <div className="watchpage">
        <WatchList />
      </div>
    </Frame>
  ));
}
