import type { Dataset, Table } from '../../../db/catalog.ts';
import type { Question, Row } from '../../../db/query.ts';
import { hasImages } from '../../_answer/row-question.ts';
import { compareLink, sideValue } from '../../_url/compare/links.ts';
import { labelPath } from '../../_url/paths.ts';

interface CompareRowProps {
  dataset: Dataset;
  table: Table;
  row: Row;
}

/** Leads to the comparison of the images of a row of a leaderboard; nothing for a row that stands for none. */
export function CompareRow({ dataset, table, row }: CompareRowProps) {
  const label = row[table.config.labelColumn ?? ''];
  if (!hasImages(dataset, table) || typeof label !== 'string' || Number(row.image_counts) === 0) return null;
  const href = compareLink(dataset.name, { a: labelPath(dataset.name, table.name, label) });
  return (
    <a href={href} rel="nofollow" aria-label={`Compare ${label}`}>
      compare
    </a>
  );
}

/** The same under the heading of a page about the images of a question. */
export function CompareImages({ dataset, question }: { dataset: Dataset; question: Question }) {
  const images = dataset.tables.get('images');
  const value = images ? sideValue(dataset, dataset, images, question) : null;
  if (value === null) return null;
  return (
    <p className="note">
      <a href={compareLink(dataset.name, { a: value })} rel="nofollow">
        Compare with other images
      </a>
    </p>
  );
}
