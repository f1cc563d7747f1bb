import { type Dataset, listDatasets } from '../../../../db/catalog.ts';
import { readCount } from '../../../../db/reader.ts';
import { comparisonOf } from '../../../_answer/compare/compare-page.ts';
import { type ReadSide, readSides } from '../../../_answer/compare/read-sides.ts';
import { datasetOf, NotFound, pagesPool, requestPairs, requestPath } from '../../../_answer/reading.ts';
import { page, redirect } from '../../../_http/page.tsx';
import { ChooseSide } from '../../../_ui/compare/choose-side.tsx';
import { CompareView } from '../../../_ui/compare/compare-view.tsx';
import { SideMark } from '../../../_ui/compare/marks.tsx';
import { Frame } from '../../../_ui/frame.tsx';
import { known } from '../../../_ui/known.ts';
import { ShareHead } from '../../../_ui/share-head.tsx';
import { addressOf } from '../../../_url/address.ts';
import { sideRedirect } from '../../../_url/compare/fields.ts';
import { compareLink, imagesLink } from '../../../_url/compare/links.ts';
import { sideText } from '../../../_url/compare/side-words.ts';
import type { SideName } from '../../../_url/compare/sides.ts';
import { linkTo } from '../../../_url/edit.ts';
import { first } from '../../../_url/pairs.ts';
import { withWait } from '../../../_url/views.ts';

export const dynamic = 'force-dynamic';

type Others = Pick<Dataset, 'name' | 'title'>[];

/** The datasets that a side may be taken from, besides this one. */
async function othersOf({ name }: Dataset): Promise<Others> {
  const all = await listDatasets(pagesPool());
  return all.filter((dataset) => dataset.name !== name && dataset.tables.has('images'));
}

/** One side, or none, is chosen: what is there, and the ways to choose what is missing. */
async function Choosing({ dataset, side, others }: { dataset: Dataset; side: ReadSide | null; others: Others }) {
  const set = dataset.title ?? dataset.name;
  const missing: SideName = side?.name === 'a' ? 'b' : 'a';
  const sides = side ? { [side.name]: side.value } : {};
  const href = side && imagesLink(side.dataset, side.table, side.question);
  const counted = side && (await readCount(side.reader, side.question));
  const count = counted?.state === 'answered' ? counted.value : null;
  return (
    <>
      <ShareHead
        title={`Compare · ${set}`}
        description={`Compare any two questions about the images of ${set}.`}
        path={compareLink(dataset.name, sides)}
        unlisted={side !== null}
      />
      <header className="lede">
        <h1>Two questions side by side</h1>
        {side && href && (
          <p className="said">
            <SideMark name={side.name} /> <a href={href}>{sideText(side, count, side.dataset !== dataset)}</a>
          </p>
        )}
      </header>
      <ChooseSide dataset={dataset} side={missing} sides={sides} others={others} />
    </>
  );
}

async function Compared({ dataset, a, b, others }: { dataset: Dataset; a: ReadSide; b: ReadSide; others: Others }) {
  const pairs = requestPairs();
  const of = await comparisonOf({ a, b }, first(pairs, '_wait') === 'on');
  const [one, other] = [a, b].map((side) => sideText(side, known(of.counts[side.name]), a.dataset !== b.dataset));
  const set = dataset.title ?? dataset.name;
  return (
    <>
      <ShareHead
        title={`${one} against ${other} · ${set}`}
        description={`${one}, compared with ${other}: what both share and what tells them apart. ${set}.`}
        path={compareLink(dataset.name, { a: a.value, b: b.value })}
        dataset={dataset.name}
        unlisted
      />
      <CompareView dataset={dataset} of={of} others={others} whole={linkTo(requestPath(), withWait(pairs))} />
    </>
  );
}

export default async function ComparePage() {
  return page(async () => {
    const address = addressOf(requestPath());
    if (address.kind !== 'datasetPage') throw new NotFound('Not found');
    const dataset = await datasetOf(address.dataset);
    if (!dataset.tables.has('images')) throw new NotFound('This data has no images to compare');
    const meant = sideRedirect(requestPairs(), dataset.name);
    if (meant) return redirect(linkTo(requestPath(), meant));
    const [{ a, b }, others] = await Promise.all([readSides(dataset, requestPairs()), othersOf(dataset)]);
    return (
      <Frame dataset={dataset}>
        {a && b
          ? // Called, not rendered: what it throws is the page's to answer.
            await Compared({ dataset, a, b, others })
          : await Choosing({ dataset, side: a ?? b, others })}
      </Frame>
    );
  });
}
