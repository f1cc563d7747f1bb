import { Fragment } from 'react';
import type { Dataset } from '../../db/catalog.ts';
import { boardTotals } from '../_answer/board.ts';
import { countsHere, ORIGINAL } from '../_answer/original.ts';
import { readerOf } from '../_answer/reading.ts';
import { nameLink } from '../_url/found.ts';
import { labelPath, tablePath } from '../_url/paths.ts';
import { countText, shareText } from './number.ts';

interface Line {
  label: string;
  href: string;
  there: string;
  thereShare: string;
  here: string;
  hereShare: string;
}

const counted = (count: number | null | undefined) =>
  count === null || count === undefined ? 'not counted' : countText(count);

const share = (count: number | null | undefined, of: number | null) =>
  count === null || count === undefined || !of ? '' : shareText(count / of);

async function hundredDomains(dataset: Dataset): Promise<string> {
  const table = dataset.tables.get('domain');
  if (!table) return '';
  const totals = await boardTotals(dataset, readerOf(dataset), table);
  return totals.state === 'answered' && totals.value.total > 0
    ? shareText(totals.value.hundred / totals.value.total)
    : '';
}

async function linesOf(dataset: Dataset, images: number | null): Promise<Line[]> {
  const [here, hundred] = await Promise.all([countsHere(dataset), hundredDomains(dataset)]);
  const whole: Line[] = [
    {
      label: 'All images',
      href: tablePath(dataset.name, 'images'),
      there: countText(ORIGINAL.images),
      thereShare: '',
      here: counted(images),
      hereShare: '',
    },
    {
      label: 'From the hundred hosts with the most images',
      href: tablePath(dataset.name, 'domain'),
      there: '',
      thereShare: `about ${Math.round(ORIGINAL.hundredDomains * 100)}%`,
      here: '',
      hereShare: hundred,
    },
  ];
  const counts = ORIGINAL.counts.map(({ table, label, count }): Line => {
    const found = here.get(label);
    const isName = table !== 'domain';
    return {
      label: isName ? `“${label}” in the caption` : label,
      href: isName ? nameLink(dataset.name, label) : labelPath(dataset.name, table, label),
      there: countText(count),
      thereShare: share(count, ORIGINAL.images),
      here: counted(found),
      hereShare: share(found, images),
    };
  });
  return [...whole, ...counts];
}

const Both = ({ count, share }: { count: string; share: string }) => (
  <td className="n">
    {count} <span className="share">{share}</span>
  </td>
);

/** A host that may be broken at its dots. */
const Broken = ({ label }: { label: string }) =>
  label.split(/(?<=\.)/).map((part, i) => (
    <Fragment key={part}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ));

/** What the explorer of 2022 published, beside the same figures of a dataset. */
export async function Original({ dataset, images }: { dataset: Dataset; images: number | null }) {
  const lines = await linesOf(dataset, images);
  return (
    <section className="original" aria-labelledby="original">
      <div>
        <h2 id="original">Beside the original</h2>
        <p className="note">
          In August 2022 the first explorer of this kind, by Andy Baio and Simon Willison, opened 12,096,835 images of
          the data that Stable Diffusion was trained on. These are the figures it published, next to{' '}
          {dataset.title ?? dataset.name}, which is {dataset.invented ? 'invented' : 'another, smaller selection'}: the
          shares compare, the counts do not.
        </p>
      </div>
      <table>
        <thead>
          <tr>
            <th scope="col">Images</th>
            <th scope="col" className="n">
              The original
            </th>
            <th scope="col" className="n">
              {dataset.title ?? dataset.name}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ label, href, there, thereShare, here, hereShare }) => (
            <tr key={label}>
              <th scope="row">
                <a href={href}>
                  <Broken label={label} />
                </a>
              </th>
              <Both count={there} share={thereShare} />
              <Both count={here} share={hereShare} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
