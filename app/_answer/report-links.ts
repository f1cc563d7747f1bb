import type { Row } from '../../db/query.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { rowPath, tablePath } from '../_url/paths.ts';
import { formatPath } from '../_url/views.ts';
import { settings } from '../settings.ts';
import type { Report } from './report.ts';

/** An address as it is handed on: with its scheme and host. */
export const absolute = (path: string): string => settings().origin + path;

/** The permanent address of an image of a report. */
export const rowLink = ({ reading: { dataset, table } }: Report, row: Row): string => rowPath(dataset.name, table, row);

/** The table of these images; with more pairs, of some of them. Null where no address has room for it. */
export const tableLink = ({ reading, pairs }: Report, more: Pairs = []): string | null =>
  pairs && linkTo(tablePath(reading.dataset.name, 'images'), [...pairs, ...more]);

/** Every one of these images as CSV. */
export const exportLink = ({ reading, pairs }: Report): string | null =>
  pairs && linkTo(formatPath(reading.dataset.name, 'images', 'csv'), [...pairs, ['_stream', 'on'], ['_dl', 'on']]);
