import { linkTo } from '../_url/edit.ts';
import { datasetPath } from '../_url/paths.ts';
import { settings } from '../settings.ts';

interface ShareHeadProps {
  title: string;
  /** One sentence: what is on the page. */
  description: string;
  /** The page's own address, canonical: a path and its query string. */
  path: string;
  /** The dataset that the preview picture speaks of. */
  dataset?: string;
  /** Pages that repeat others in another order, and lists without end, are not for search engines. */
  unlisted?: boolean;
}

/** Pixels of the preview picture. */
export const PREVIEW = { width: 1200, height: 630 };

/** The address of the picture that other sites show beside a link to `path`. */
export const previewPath = (dataset: string, path: string): string =>
  linkTo(`${datasetPath(dataset)}/-/preview`, [['of', path]]);

/** Title, description, canonical address and preview of a page, for browsers, search engines and link previews. */
export function ShareHead({ title, description, path, dataset, unlisted }: ShareHeadProps) {
  const { origin } = settings();
  const address = origin + path;
  const picture = dataset === undefined ? null : origin + previewPath(dataset, path);
  return (
    <>
      <title>{title}</title>
      <meta name="description" content={description} />
      <link rel="canonical" href={address} />
      {unlisted && <meta name="robots" content="noindex, follow" />}
      <meta property="og:type" content="website" />
      <meta property="og:site_name" content="Aesthetic Explorer" />
      <meta property="og:title" content={title} />
      <meta property="og:description" content={description} />
      <meta property="og:url" content={address} />
      <meta name="twitter:card" content={picture ? 'summary_large_image' : 'summary'} />
      {picture && (
        <>
          <meta property="og:image" content={picture} />
          <meta property="og:image:type" content="image/png" />
          <meta property="og:image:width" content={String(PREVIEW.width)} />
          <meta property="og:image:height" content={String(PREVIEW.height)} />
          <meta property="og:image:alt" content={description} />
        </>
      )}
    </>
  );
}
