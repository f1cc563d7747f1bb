import type { Dataset } from '../db/catalog.ts';
import { type Example, examplesOf } from './_answer/examples.ts';
import { type Figures, figuresOf } from './_answer/figures.ts';
import { currentDatasets } from './_answer/reading.ts';
import { page } from './_http/page.tsx';
import { Origin } from './_ui/about-source.tsx';
import { FigureLine } from './_ui/board-figures.tsx';
import { Frame } from './_ui/frame.tsx';
import { Original } from './_ui/home-original.tsx';
import { Others } from './_ui/home-others.tsx';
import { Top } from './_ui/home-tops.tsx';
import { countText } from './_ui/number.ts';
import { ShareHead } from './_ui/share-head.tsx';
import { SuggestBox } from './_ui/suggest-box.tsx';
import { findPath, suggestPath } from './_url/found.ts';
import { reportPath } from './_url/report.ts';

export const dynamic = 'force-dynamic';

const QUESTION = 'What is in the pictures that taught machines to paint?';

/** The dataset the home page speaks of: the first real one that has images, else the first that has any. */
const chosen = (datasets: Dataset[]) => {
  const withImages = datasets.filter((dataset) => dataset.tables.has('images'));
  return withImages.find((dataset) => !dataset.invented) ?? withImages[0];
};

function Introduction({ dataset, figures }: { dataset: Dataset; figures: Figures }) {
  const images = figures.images === null ? 'records' : `${countText(figures.images)} records`;
  return (
    <p className="introduction">
      Image generators such as Stable Diffusion learned from pictures of the public web, which LAION listed by address
      and caption. {dataset.title ?? dataset.name} holds {images} of that kind
      {dataset.invented ? ', all of them invented' : ''}: find the names, the sites and the words that are in them.
    </p>
  );
}

function Examples({ examples }: { examples: Example[] }) {
  return (
    <p className="try">
      Try{' '}
      {examples.map(({ words, href }) => (
        <a key={href} href={href}>
          {words}
        </a>
      ))}
    </p>
  );
}

const figureLine = ({ images, sites, domains, names }: Figures) =>
  [
    [images, 'images'],
    [sites, 'sites'],
    [domains, 'hosts'],
    [names, 'names looked for'],
  ].map(([value, words]) => (value === null ? null : { value: countText(Number(value)), words }));

async function About({ dataset, datasets }: { dataset: Dataset; datasets: Dataset[] }) {
  const figures = await figuresOf(dataset);
  const examples = await examplesOf(dataset, figures);
  return (
    <>
      <ShareHead
        title={`Aesthetic Explorer: ${QUESTION.toLowerCase().replace(/\?$/, '')}`}
        description={`${QUESTION} ${figures.images === null ? '' : `${countText(figures.images)} images: `}search them by artist, site or phrase.`}
        path="/"
        dataset={dataset.name}
      />
      <header className="lede">
        <h1>{QUESTION}</h1>
        <Introduction dataset={dataset} figures={figures} />
        <SuggestBox
          action={findPath(dataset.name)}
          from={suggestPath(dataset.name)}
          label="an artist, a site, a phrase, or paste a picture’s address"
        />
        <Examples examples={examples} />
        <p className="try">
          Is your work in it?{' '}
          <a href={reportPath(dataset.name)} rel="nofollow">
            Make a report
          </a>
        </p>
      </header>
      <FigureLine figures={figureLine(figures)} />
      <Origin dataset={dataset} />
      <div className="columns">
        <Top dataset={dataset} table="site" title="Sites with the most images" />
        <Top dataset={dataset} table="artists" title="Artists named in the most captions" />
      </div>
      <Original dataset={dataset} images={figures.images} />
      <Others datasets={datasets.filter((each) => each.name !== dataset.name)} />
    </>
  );
}

function Nothing({ datasets }: { datasets: Dataset[] }) {
  return (
    <>
      <title>Aesthetic Explorer</title>
      <header className="lede">
        <h1>{QUESTION}</h1>
        <p>{datasets.length === 0 ? 'No data has been read in yet.' : 'None of the data here holds images.'}</p>
      </header>
      <Others datasets={datasets} />
    </>
  );
}

export default async function Home() {
  return page(async () => {
    const datasets = await currentDatasets();
    const dataset = chosen(datasets);
    return (
      <Frame dataset={dataset}>
        <div className="home">
          {dataset ? <About dataset={dataset} datasets={datasets} /> : <Nothing datasets={datasets} />}
        </div>
      </Frame>
    );
  });
}
