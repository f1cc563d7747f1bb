import { BadRequest } from '../../db/query.ts';
import { SqlError } from '../../db/sql-page/sql-error.ts';
import { readSides } from '../_answer/compare/read-sides.ts';
import {
  datasetOf,
  NotFound,
  readTableRequest,
  requestPairs,
  requestPath,
  type TableReading,
} from '../_answer/reading.ts';
import { answerReport, openReport, type Report } from '../_answer/report.ts';
import { type RowReading, readRow } from '../_answer/row.ts';
import { readSqlQuestion, type SqlQuestion, tableOrStored } from '../_answer/sql-question.ts';
import { conditional } from '../_http/conditional.ts';
import { errorReply, redirectReply } from '../_http/reply.ts';
import { type Address, addressOf, type Format } from '../_url/address.ts';
import { missingSide, SIDES } from '../_url/compare/sides.ts';
import { linkTo } from '../_url/edit.ts';
import { formRedirect } from '../_url/form-redirect.ts';
import { ownPath, tildePath } from '../_url/paths.ts';
import { readReport, reportPairs } from '../_url/report.ts';
import { autocomplete } from './autocomplete.ts';
import { compareJson } from './compare-json.ts';
import { datasetJson } from './dataset-json.ts';
import { homeJson } from './home-json.ts';
import { INSTANCE_PAGES } from './instance-pages.ts';
import { queriesJson } from './queries-json.ts';
import { queryCsv } from './query-csv.ts';
import { queryJson, sqlErrorReply } from './query-json.ts';
import { reportCsv } from './report-csv.ts';
import { reportJson } from './report-json.ts';
import { rowCsv } from './row-csv.ts';
import { rowJson } from './row-json.ts';
import { datasetSchema, tableSchema } from './schema-text.ts';
import { tableCsv } from './table-csv.ts';
import { tableJson } from './table-json.ts';
import { tableNdjson } from './table-ndjson.ts';
import { tableParquet } from './table-parquet.ts';

export const dynamic = 'force-dynamic';

type Answer<T> = Partial<Record<Format, (subject: T) => Response | Promise<Response>>>;

const TABLE: Answer<TableReading> = { json: tableJson, csv: tableCsv, ndjson: tableNdjson, parquet: tableParquet };
const ROW: Answer<RowReading> = { json: rowJson, csv: rowCsv };
const QUERY: Answer<SqlQuestion> = { json: queryJson, csv: queryCsv };

const invalidFormat = (format: Format) => new NotFound(format === 'html' ? 'Not found' : `Invalid format: ${format}`);

/** The answer in the format of the address. Throws NotFound where there is none, before anything is read. */
function formatOf<T>(answers: Answer<T>, format: Format): (subject: T) => Response | Promise<Response> {
  const found = answers[format];
  if (!found) throw invalidFormat(format);
  return found;
}

async function report(name: string, format: Format): Promise<Response> {
  const given = requestPairs();
  const pairs = reportPairs(given);
  const write = formatOf<Report>({ json: (of) => reportJson(of, pairs), csv: (of) => reportCsv(of, given) }, format);
  const asked = readReport(requestPath(), pairs);
  if (!asked) throw new BadRequest(['nothing is asked: give q, site, domain or url']);
  const opened = await openReport(await datasetOf(name), asked);
  return conditional(opened.reading, async () => write(await answerReport(opened)));
}

async function compare(name: string, format: Format): Promise<Response> {
  const make = formatOf({ json: compareJson }, format);
  const { a, b } = await readSides(await datasetOf(name), requestPairs());
  if (!a || !b) throw new BadRequest([a, b].flatMap((side, i) => (side ? [] : missingSide(SIDES[i] ?? 'a'))));
  const asked = { dataset: a.dataset, other: b.dataset, request: { query: a.question, ttl: null } };
  return conditional(asked, () => make({ a, b }));
}

async function datasetPage(dataset: string, page: string, format: Format): Promise<Response> {
  if (page === 'schema') return datasetSchema(await datasetOf(dataset), format);
  if (page === 'query') return formatOf(QUERY, format)(await readSqlQuestion(dataset));
  if (page === 'report') return report(dataset, format);
  if (page === 'compare') return compare(dataset, format);
  if (page === 'queries') return formatOf({ json: queriesJson }, format)(await datasetOf(dataset));
  throw invalidFormat(format);
}

async function answer(address: Address): Promise<Response> {
  const { format } = address;
  switch (address.kind) {
    case 'home':
      return formatOf({ json: homeJson }, format)(undefined);
    case 'instance': {
      const page = Object.hasOwn(INSTANCE_PAGES, address.page) ? INSTANCE_PAGES[address.page] : null;
      if (!page || format !== 'json') throw invalidFormat(format);
      return page();
    }
    case 'dataset':
      return formatOf({ json: datasetJson }, format)(await datasetOf(address.dataset));
    case 'datasetPage':
      return datasetPage(address.dataset, address.page, format);
    case 'table': {
      const meant = formRedirect(requestPairs());
      if (meant) return redirectReply(ownPath(linkTo(requestPath(), meant)));
      return tableOrStored(
        address,
        async () => {
          const make = formatOf(TABLE, format);
          const reading = await readTableRequest(address.dataset, address.table);
          return conditional(reading, () => make(reading));
        },
        async (stored) => formatOf(QUERY, format)(stored),
      );
    }
    case 'tablePage':
      if (address.page === 'autocomplete') return autocomplete(address.dataset, address.table);
      if (address.page === 'schema') return tableSchema(await datasetOf(address.dataset), address.table, format);
      throw invalidFormat(format);
    case 'row':
      return formatOf(ROW, format)(await readRow(address.dataset, address.table, address.keys));
    case 'nothing':
      throw new NotFound(address.reason);
  }
}

/** Every question as data: the server sends each address with a suffix here. */
export async function GET(): Promise<Response> {
  try {
    return await answer(addressOf(requestPath()));
  } catch (error) {
    const meant = error instanceof NotFound ? tildePath(requestPath()) : null;
    if (meant) return redirectReply(ownPath(linkTo(meant, requestPairs())));
    return error instanceof SqlError ? sqlErrorReply(error) : errorReply(error);
  }
}

/** The head of the same answer; a stream that was begun for it is ended. */
export async function HEAD(): Promise<Response> {
  const { body, status, headers } = await GET();
  await body?.cancel();
  return new Response(null, { status, headers });
}
