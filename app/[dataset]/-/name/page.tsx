import type { Dataset } from '../../../../db/catalog.ts';
import { BadRequest } from '../../../../db/query.ts';
import { figuresOf } from '../../../_answer/figures.ts';
import { namePage } from '../../../_answer/name-page.ts';
import { phraseSearch, unquoted } from '../../../_answer/phrase.ts';
import { datasetOf, NotFound, requestPairs, requestPath } from '../../../_answer/reading.ts';
import { page } from '../../../_http/page.tsx';
import { Frame } from '../../../_ui/frame.tsx';
import { known } from '../../../_ui/known.ts';
import { NameView } from '../../../_ui/name-view.tsx';
import { imagesText } from '../../../_ui/number.ts';
import { ShareHead } from '../../../_ui/share-head.tsx';
import { SuggestBox } from '../../../_ui/suggest-box.tsx';
import { addressOf } from '../../../_url/address.ts';
import { linkTo } from '../../../_url/edit.ts';
import { nameLink, suggestPath } from '../../../_url/found.ts';
import { first } from '../../../_url/pairs.ts';
import { withWait } from '../../../_url/views.ts';

export const dynamic = 'force-dynamic';

/** Nobody is called by more than so many characters. */
const LONGEST = 1000;

function readName(): string {
  const text = first(requestPairs(), 'q') ?? '';
  if (text.includes('\0')) throw new BadRequest(['q holds the character U+0000, which no caption holds']);
  if (text.length > LONGEST) throw new BadRequest([`q is longer than ${LONGEST} characters`]);
  return unquoted(text);
}

/** Nothing was asked yet: the box to ask with. */
function Empty({ dataset, action }: { dataset: Dataset; action: string }) {
  const set = dataset.title ?? dataset.name;
  return (
    <>
      <ShareHead title={`A name · ${set}`} description={`Look for a name or phrase in ${set}.`} path={action} />
      <header className="lede">
        <h1>Whose name, or which phrase, is to be looked for?</h1>
        <SuggestBox action={action} from={suggestPath(dataset.name)} label="a name or a phrase" />
      </header>
    </>
  );
}

/** The name that was asked for, with how often and where it is found. */
async function Answered({ dataset, name, action }: { dataset: Dataset; name: string; action: string }) {
  const pairs = requestPairs();
  const [shown, figures] = await Promise.all([
    namePage(dataset, name, phraseSearch(name), first(pairs, '_wait') === 'on'),
    figuresOf(dataset),
  ]);
  const set = dataset.title ?? dataset.name;
  const path = nameLink(dataset.name, name);
  const count = known(shown.count);
  const number = count && !count.truncated ? imagesText(count.count) : 'Images';
  return (
    <>
      <ShareHead
        title={`${name} · ${set}`}
        description={`${number} with “${name}” in the caption. ${set}.`}
        path={path}
        dataset={dataset.name}
        unlisted
      />
      <NameView
        dataset={dataset}
        name={name}
        shown={shown}
        path={path}
        whole={linkTo(requestPath(), withWait(pairs))}
        listed={null}
        images={figures.images}
      >
        <SuggestBox action={action} from={suggestPath(dataset.name)} label="another name or phrase" text={name} />
      </NameView>
    </>
  );
}

export default async function NamePageView() {
  return page(async () => {
    const address = addressOf(requestPath());
    if (address.kind !== 'datasetPage') throw new NotFound('Not found');
    const dataset = await datasetOf(address.dataset);
    if (!dataset.tables.get('images')?.config.search) throw new NotFound('This data has no captions to look in');
    const name = readName();
    const action = requestPath();
    return (
      <Frame dataset={dataset}>
        {name === '' ? (
          <Empty dataset={dataset} action={action} />
        ) : (
          // Called, not rendered: what it throws is the page's to answer.
          await Answered({ dataset, name, action })
        )}
      </Frame>
    );
  });
}
