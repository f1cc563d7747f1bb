import type { Dataset } from '../../db/catalog.ts';
import { nameTables } from '../../db/queries/name-tables.ts';
import { COUNTS, isLeaderboard } from '../../db/queries/rank.ts';
import type { Question, Row } from '../../db/query.ts';
import { BadRequest } from '../../db/query.ts';
import { readCount, readFacet, readRows } from '../../db/reader.ts';
import { type Address, addressOf } from '../_url/address.ts';
import { sideWords } from '../_url/compare/side-words.ts';
import { first, type Pairs, readPairs } from '../_url/pairs.ts';
import { type Phrase, plain, typed } from '../_url/people/phrase.ts';
import { sentenceForPeople } from '../_url/people/sentence-for-people.ts';
import { readSides } from './compare/read-sides.ts';
import { figuresOf } from './figures.ts';
import { filterLabels, linkedLabels } from './labels.ts';
import { phraseSearch, phrasesIn, searchQuestion, unquoted } from './phrase.ts';
import { NotFound, readerOf, readTableRequest } from './reading.ts';
import { type RowReading, readRow } from './row.ts';

/** What a link preview shows: the sentence of the page, and the sites, or rows, with the most images. */
export interface Preview {
  phrase: Phrase;
  /** Over the list: "from these sites, among others". */
  title: string;
  rows: { label: string; count: number }[];
}

const ROWS = 5;
const CAPTION = 140;

const number = (words: string) => ({ words, kind: 'number' as const });
const whole = new Intl.NumberFormat('en');
const imagesText = (count: number) =>
  count === 0 ? 'No images' : count === 1 ? '1 image' : `${whole.format(count)} images`;

/** The sites that most images of a question come from; none when it takes too long. */
async function sitesOf(dataset: Dataset, question: Question): Promise<Preview['rows']> {
  if (!dataset.tables.get('images')?.columns.some(({ name }) => name === 'site_id')) return [];
  const answer = await readFacet(readerOf(dataset), question, { column: 'site_id', type: 'column' }, ROWS);
  if (answer.state === 'timed out') return [];
  return answer.value.values.map(({ label, count }) => ({ label: String(label), count }));
}

const rowsOf = (rows: Row[], label: string): Preview['rows'] =>
  rows.map((row) => ({ label: String(row[label]), count: Number(row[COUNTS]) }));

async function ofTable(address: Address & { kind: 'table' }, pairs: Pairs): Promise<Preview> {
  const reading = await readTableRequest(address.dataset, address.table, pairs);
  const { dataset, table, request, reader } = reading;
  // Nobody runs a statement of their own by drawing a picture.
  if (request.query.where.length > 0) throw new BadRequest(['no picture is drawn of conditions in SQL']);
  const question = { ...request.query, next: null };
  const label = table.config.labelColumn;
  const isBoard = isLeaderboard(table) && label !== undefined;
  const [count, named, rows] = await Promise.all([
    readCount(reader, question),
    filterLabels(reader, table, question.filters),
    isBoard ? readRows(reader, { ...question, size: ROWS }, [label, COUNTS]) : sitesOf(dataset, question),
  ]);
  const counted = count.state === 'answered' ? count.value : null;
  const said = sentenceForPeople(table, question, named, counted);
  const list = Array.isArray(rows) ? rows : rows.state === 'answered' ? rowsOf(rows.value.rows, label ?? '') : [];
  const title = isBoard ? 'Images' : table.name === 'images' ? 'From these sites' : '';
  return { phrase: [...said.opening, ...said.count, ...said.rest], title, rows: list };
}

async function ofName(dataset: Dataset, search: string): Promise<Preview> {
  const question = searchQuestion(search);
  const [count, rows] = await Promise.all([readCount(readerOf(dataset), question), sitesOf(dataset, question)]);
  const counted = count.state === 'answered' && !count.value.truncated ? imagesText(count.value.count) : 'Images';
  return {
    phrase: [number(counted), plain(' with '), typed(phrasesIn(search).join(' or ')), plain(' in the caption')],
    title: 'From these sites',
    rows,
  };
}

async function ofImage({ reader, table, row }: RowReading): Promise<Preview> {
  const labels = await linkedLabels(reader, table, ['domain_id'], [row]);
  const host = String(labels.get('domain_id')?.get(String(row.domain_id)) ?? '');
  const caption = [...String(row.text ?? '').trim()];
  const cut = caption.length > CAPTION ? `${caption.slice(0, CAPTION).join('')}…` : caption.join('');
  const said = cut === '' ? plain('An image without a caption') : typed(cut);
  return { phrase: [said, plain(host ? `, from ${host}` : '')], title: '', rows: [] };
}

async function hostsOf({ reader, row }: RowReading): Promise<Preview['rows']> {
  const filters = [{ column: 'site_id', operator: 'exact' as const, value: String(row.id) }];
  const sort = [{ column: COUNTS, descending: true }];
  const query = { table: 'domain', search: [], filters, through: [], where: [], sort, next: null, size: ROWS };
  const answer = await readRows(reader, query, ['domain', COUNTS]);
  return answer.state === 'answered' ? rowsOf(answer.value.rows, 'domain') : [];
}

async function ofRow(reading: RowReading): Promise<Preview> {
  const { dataset, table, row } = reading;
  if (table.config.picture) return ofImage(reading);
  if (nameTables(dataset).includes(table)) return ofName(dataset, String(row.search));
  const label = String(row[table.config.labelColumn ?? ''] ?? '');
  if (!isLeaderboard(table) || label === '') throw new NotFound('No picture is drawn of such a row');
  const counted = [number(imagesText(Number(row[COUNTS])))];
  const verb = Number(row[COUNTS]) === 1 ? ' comes from ' : ' come from ';
  const isPlace = table.name === 'site' || table.name === 'domain';
  const rows = table.name === 'site' && dataset.tables.has('domain') ? await hostsOf(reading) : [];
  return { phrase: [...counted, plain(isPlace ? verb : ': '), typed(label)], title: 'From these hosts', rows };
}

/** Both questions; null where they are not chosen yet. */
async function ofComparison(dataset: Dataset, pairs: Pairs): Promise<Preview | null> {
  const { a, b } = await readSides(dataset, pairs);
  if (!a || !b) return null;
  const [one = [], other = []] = await Promise.all(
    [a, b].map(async (side): Promise<Phrase> => {
      const count = await readCount(side.reader, side.question);
      const said = sideWords(side, count.state === 'answered' ? count.value : null, a.dataset !== b.dataset);
      return [...said.count, ...said.rest];
    }),
  );
  return { phrase: [...one, plain(', against '), ...other], title: '', rows: [] };
}

/** The picture of a dataset, for every page that has none of its own. */
export async function ofDataset(dataset: Dataset): Promise<Preview> {
  const all: Question = { table: 'images', search: [], filters: [], through: [], where: [] };
  const [{ images }, rows] = await Promise.all([
    figuresOf(dataset),
    dataset.tables.has('images') ? sitesOf(dataset, all) : [],
  ]);
  const question = plain('What is in the pictures that taught machines to paint? ');
  return {
    phrase: images === null ? [question] : [question, number(imagesText(images)), plain(' to look into')],
    title: 'From these sites',
    rows,
  };
}

/**
 * What the preview of a page of this explorer shows; `of` is its path and query string. Null for a page that has no
 * preview of its own, or is none of ours.
 */
export async function previewOf(dataset: Dataset, of: string): Promise<Preview | null> {
  const [path = '', query = ''] = of.split('?', 2);
  const address = addressOf(path);
  const pairs = readPairs(query);
  const isOurs = 'dataset' in address && [dataset.name, ...dataset.aliases].includes(address.dataset);
  if (!isOurs) return null;
  try {
    if (address.kind === 'table') return await ofTable(address, pairs);
    if (address.kind === 'row') return await ofRow(await readRow(address.dataset, address.table, address.keys));
    if (address.kind === 'datasetPage' && address.page === 'compare') return await ofComparison(dataset, pairs);
    const isName = (page: string) => page === 'name' || (page === 'report' && pairs.length === 1);
    const name = address.kind === 'datasetPage' && isName(address.page) ? unquoted(first(pairs, 'q') ?? '') : '';
    return name && name.length <= 1000 ? await ofName(dataset, phraseSearch(name)) : null;
  } catch (error) {
    if (error instanceof NotFound || error instanceof BadRequest) return null;
    throw error;
  }
}
