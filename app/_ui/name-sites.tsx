import { linkTo } from '../_url/edit.ts';
import { tablePath } from '../_url/paths.ts';
import { Bars } from './board-bars.tsx';
import type { NameViewProps } from './name-view.tsx';
import { countText } from './number.ts';
import { Entry, Part } from './row-entry.tsx';

/** The sites that the images of a name come from; each leads to those images of it. */
export function NameSites({ dataset, shown, whole }: NameViewProps) {
  const images = tablePath(dataset.name, 'images');
  if (!shown.sites) return null;
  return (
    <Entry id="sites" title="Where they come from">
      <Part of={shown.sites} whole={whole} what="the sites">
        {({ values, distinct }) => (
          <>
            <Bars
              ranked
              bars={values.map(({ value, label, count }) => ({
                label: String(label),
                count,
                href: linkTo(images, [
                  ['_search', shown.search],
                  ['site_id', String(value)],
                ]),
              }))}
            />
            {distinct !== null && distinct > values.length && (
              <p className="more">
                <a
                  href={linkTo(images, [
                    ['_search', shown.search],
                    ['_facet', 'site_id'],
                    ['_facet_size', 'max'],
                  ])}
                >
                  All {countText(distinct)} sites
                </a>
              </p>
            )}
          </>
        )}
      </Part>
    </Entry>
  );
}
