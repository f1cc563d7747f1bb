import type { ReactNode } from 'react';
import type { Dataset } from '../../../../db/catalog.ts';
import type { FacetChoices } from '../../../../db/queries/facet-choices.ts';
import type { Answer, Question } from '../../../../db/query.ts';
import { readFacetChoices } from '../../../../db/read-facet-choices.ts';
import { ingestReport } from '../../../_answer/ingest-report.ts';
import { giveTime, type Late, late } from '../../../_answer/late.ts';
import { PATIENCE } from '../../../_answer/place-page.ts';
import { datasetOf, NotFound, readerOf, requestPairs, requestPath } from '../../../_answer/reading.ts';
import { type Recorded, recordedIn } from '../../../_answer/recorded.ts';
import { page } from '../../../_http/page.tsx';
import { AboutColumns } from '../../../_ui/about-columns.tsx';
import { AboutIngest } from '../../../_ui/about-ingest.tsx';
import { Limits, Meaning, Training } from '../../../_ui/about-meaning.tsx';
import { Removal } from '../../../_ui/about-removal.tsx';
import { Source } from '../../../_ui/about-source.tsx';
import { Bars } from '../../../_ui/board-bars.tsx';
import { dateText } from '../../../_ui/date.ts';
import { Frame } from '../../../_ui/frame.tsx';
import { Entry, Part } from '../../../_ui/row-entry.tsx';
import { ShareHead } from '../../../_ui/share-head.tsx';
import { addressOf } from '../../../_url/address.ts';
import { linkTo } from '../../../_url/edit.ts';
import { first } from '../../../_url/pairs.ts';
import { datasetPath, tablePath } from '../../../_url/paths.ts';
import { withWait } from '../../../_url/views.ts';

export const dynamic = 'force-dynamic';

interface AboutParts {
  recorded: Late<Answer<Recorded>> | null;
  /** The releases that the rows were published in, with the rows of each. */
  sources: Late<Answer<FacetChoices>> | null;
}

const ALL_IMAGES: Question = { table: 'images', search: [], filters: [], through: [], where: [] };
const SOURCES = 30;

async function aboutParts(dataset: Dataset, waits: boolean): Promise<AboutParts> {
  const images = dataset.tables.get('images');
  const hasSource = images?.columns.some(({ name }) => name === 'source');
  const parts = {
    recorded: images ? late(recordedIn(dataset, images)) : null,
    sources: hasSource ? late(readFacetChoices(readerOf(dataset), ALL_IMAGES, 'source', SOURCES, [])) : null,
  };
  await giveTime(
    Object.values(parts).filter((part) => part !== null),
    waits ? null : PATIENCE,
  );
  return parts;
}

/** How many rows each release brought, as links to them. */
function Releases({ dataset, values }: { dataset: Dataset; values: FacetChoices['values'] }) {
  if (values.length === 0) return null;
  return (
    <>
      <h3>Rows by the release they were published in</h3>
      <Bars
        ranked
        bars={values.map(({ value, label, count }) => ({
          label: String(label),
          count,
          href: linkTo(tablePath(dataset.name, 'images'), [['source', String(value)]]),
        }))}
      />
    </>
  );
}

interface ProvenanceProps {
  dataset: Dataset;
  sources: AboutParts['sources'];
  whole: string;
}

function Provenance({ dataset, sources, whole }: ProvenanceProps) {
  const fields: [name: string, value: ReactNode][] = [
    ['Source', dataset.source ? <Source key="source" source={dataset.source} /> : null],
    ['Licence', dataset.licence],
    ['Published here', `${dateText(dataset.publishedAt)}, as version ${dataset.version}`],
  ];
  return (
    <Entry id="source" title="Where it comes from">
      <dl className="fields plain">
        {fields.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value ?? <span className="none">not recorded</span>}</dd>
          </div>
        ))}
      </dl>
      {sources && (
        <Part of={sources} whole={whole} what="the releases">
          {({ values }) => <Releases dataset={dataset} values={values} />}
        </Part>
      )}
    </Entry>
  );
}

async function Report({ dataset }: { dataset: Dataset }) {
  const report = await ingestReport(dataset);
  if (!report) return <p className="hint">Not read in time.</p>;
  return <AboutIngest report={report} />;
}

function Columns({ dataset, recorded, whole }: { dataset: Dataset; recorded: AboutParts['recorded']; whole: string }) {
  const images = dataset.tables.get('images');
  if (!images || !recorded) return null;
  return (
    <Entry id="columns" title="What is recorded of an image" note="In how many rows each column has a value.">
      <Part of={recorded} whole={whole} what="in how many rows each is recorded">
        {(found) => <AboutColumns table={images} recorded={found} />}
      </Part>
    </Entry>
  );
}

/** What is to be read: what it is, which part of a training, what it does not say. */
function Prose({ dataset }: { dataset: Dataset }) {
  return (
    <>
      <Entry id="what" title="What it is">
        <Meaning dataset={dataset} />
      </Entry>
      {!dataset.invented && (
        <Entry id="training" title="Which part of a model’s training">
          <Training />
        </Entry>
      )}
      <Entry id="limits" title="What it does not say">
        <Limits />
      </Entry>
    </>
  );
}

export default async function AboutPage() {
  return page(async () => {
    const address = addressOf(requestPath());
    if (address.kind !== 'datasetPage') throw new NotFound('Not found');
    const dataset = await datasetOf(address.dataset);
    const pairs = requestPairs();
    const whole = linkTo(requestPath(), withWait(pairs));
    const { recorded, sources } = await aboutParts(dataset, first(pairs, '_wait') === 'on');
    const set = dataset.title ?? dataset.name;
    return (
      <Frame dataset={dataset} current="-about">
        <ShareHead
          title={`About ${set} · Aesthetic Explorer`}
          description={`What ${set} is and is not: where it comes from, what is recorded, what was left out and why.`}
          path={`${datasetPath(dataset.name)}/-/about`}
          dataset={dataset.name}
        />
        <header className="lede">
          <h1>What {set} is, and what it is not</h1>
        </header>
        <Prose dataset={dataset} />
        <Provenance dataset={dataset} sources={sources} whole={whole} />
        <Columns dataset={dataset} recorded={recorded} whole={whole} />
        <Entry id="ingest" title="How it was read in">
          <Report dataset={dataset} />
        </Entry>
        <Entry id="removal" title="To have something taken out">
          <Removal />
        </Entry>
      </Frame>
    );
  });
}
