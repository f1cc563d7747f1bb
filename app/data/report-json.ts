import type { Answer, Count } from '../../db/query.ts';
import type { Report } from '../_answer/report.ts';
import { absolute, exportLink, rowLink, tableLink } from '../_answer/report-links.ts';
import { answerText, questionText } from '../_answer/report-sentences.ts';
import { markPartial } from '../_http/conditional.ts';
import type { Json } from '../_http/json-text.ts';
import { cacheControl, jsonReply } from '../_http/reply.ts';
import { linkTo } from '../_url/edit.ts';
import type { Pairs } from '../_url/pairs.ts';
import { reportPath } from '../_url/report.ts';

const absoluteOr = (path: string | null): string | null => (path === null ? null : absolute(path));

/** A count and whether it is only a lower bound; null where it was not known in time. */
const counted = (answer: Answer<Count>, prefix = ''): { [key: string]: Json } =>
  answer.state === 'answered'
    ? { [`${prefix}count`]: answer.value.count, [`${prefix}count_truncated`]: answer.value.truncated }
    : { [`${prefix}count`]: null, [`${prefix}count_truncated`]: null };

function datasetOf({ reading: { dataset }, images, made }: Report): Json {
  return {
    name: dataset.name,
    title: dataset.title,
    invented: dataset.invented,
    version: dataset.version,
    published_at: dataset.publishedAt,
    source: dataset.source,
    licence: dataset.licence,
    images,
    fingerprint: made?.fingerprint ?? null,
    files:
      made?.files.map(({ name, sha256, read, kept, readAt }) => ({
        name,
        sha256,
        rows_read: read,
        rows_kept: kept,
        read_at: readAt,
      })) ?? null,
  };
}

function placesOf(report: Report): Json {
  const { places } = report;
  if (!places) return null;
  if (places.choices.state === 'timed out') return { column: places.column, values: null, distinct: null };
  const { values, distinct } = places.choices.value;
  return {
    column: places.column,
    values: values.map(({ value, label, count }) => ({
      value,
      label,
      count,
      url: absoluteOr(tableLink(report, [[places.column, String(value)]])),
    })),
    distinct,
  };
}

/** What is missing because it took too long. */
const isPartial = ({ count, loose, places, rows, near, made, images }: Report): boolean =>
  [count, loose?.count, places?.choices, rows].some((part) => part?.state === 'timed out') ||
  [near, made, images].includes(null) ||
  (count.state === 'answered' && count.value.truncated);

/** The report as JSON; what was not known in time is null. */
export function reportJson(report: Report, pairs: Pairs): Response {
  const { asked, loose, near, addresses, rows } = report;
  const listed = rows.state === 'answered' ? rows.value : null;
  const body: Json = {
    ok: true,
    question: questionText(report),
    answer: answerText(report),
    report_url: absolute(linkTo(reportPath(report.reading.dataset.name), pairs)),
    asked: {
      q: asked.name || null,
      site: asked.site,
      domain: asked.domain,
      url: asked.addresses.map(({ given }) => given),
    },
    dataset: datasetOf(report),
    ...counted(report.count),
    ...(loose ? counted(loose.count, 'loose_') : {}),
    table_url: absoluteOr(tableLink(report)),
    export_url: absoluteOr(exportLink(report)),
    places: placesOf(report),
    near_names:
      near?.map(({ kind, name, count, similarity }) => ({ kind, name, image_counts: count, similarity })) ?? null,
    ...(addresses
      ? {
          addresses: addresses.map(({ given, found, rows: having }) => ({
            url: given,
            found,
            ids: having.map(({ id }) => id ?? null),
          })),
        }
      : {}),
    rows: listed?.rows.map((row) => ({ ...row, link: absolute(rowLink(report, row)) })) ?? null,
    truncated: listed ? listed.next !== null : null,
  };
  const reply = jsonReply(body, { 'cache-control': cacheControl(null) });
  return isPartial(report) ? markPartial(reply) : reply;
}
