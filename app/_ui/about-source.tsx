import type { Dataset } from '../../db/catalog.ts';
import { dateText } from './date.ts';

const WEB = /^https?:\/\/([^/?#\s]+)\/?(\S*)$/i;

/** Where data comes from: an address of the web becomes a link that names its host. */
export function Source({ source }: { source: string }) {
  const [, host, rest] = WEB.exec(source) ?? [];
  if (!host) return <>{source}</>;
  return (
    <a href={source} rel="noreferrer noopener external">
      {rest ? source.replace(/^https?:\/\//i, '') : host}
    </a>
  );
}

/** Source, day of publication here, licence: what anyone who quotes a figure has to know. */
export function Origin({ dataset }: { dataset: Dataset }) {
  return (
    <p className="origin">
      {dataset.source ? (
        <>
          Source <Source source={dataset.source} />
        </>
      ) : (
        'Source not recorded'
      )}
      {' · '}read in on {dateText(dataset.publishedAt)}
      {' · '}
      {dataset.licence ? <>Licence: {dataset.licence}</> : 'licence not recorded'}
    </p>
  );
}
