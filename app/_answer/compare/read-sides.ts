import type { Dataset, Table } from '../../../db/catalog.ts';
import type { Side } from '../../../db/compare/side.ts';
import { countStatement } from '../../../db/queries/count.ts';
import { BadRequest, type Question } from '../../../db/query.ts';
import { sideValue } from '../../_url/compare/links.ts';
import { REST, readSide, SIDES, type SideName, type WrittenSide } from '../../_url/compare/sides.ts';
import { first, type Pairs } from '../../_url/pairs.ts';
import { parseTable } from '../../_url/parse.ts';
import { settings } from '../../settings.ts';
import { filterLabels, type Labels } from '../labels.ts';
import { datasetOf, Gone, NotFound, readerOf } from '../reading.ts';
import { readRowOf } from '../row.ts';
import { questionOfRow } from '../row-question.ts';

/** One side of a comparison as it was asked for. */
export interface ReadSide extends Side {
  name: SideName;
  dataset: Dataset;
  table: Table;
  /** What the page's address says of it, canonical. */
  value: string;
  /** The other side is what it is the rest of. */
  isRest: boolean;
  /** Labels of the values that filters name. */
  labels: Labels;
}

/** A dataset's images. Throws BadRequest where it has none. */
function imagesOf(dataset: Dataset): Table {
  const table = dataset.tables.get('images');
  if (!table) throw new BadRequest([`${dataset.name} has no images to compare`]);
  return table;
}

/** Every dataset of the request, each resolved once, whatever name it goes by: no answer mixes versions. */
class Datasets {
  private readonly known: Dataset[];

  constructor(own: Dataset) {
    this.known = [own];
  }

  async find(name: string): Promise<Dataset> {
    const known = this.known.find((dataset) => dataset.name === name || dataset.aliases.includes(name));
    if (known) return known;
    const found = await datasetOf(name).catch((error) => {
      throw error instanceof NotFound ? new BadRequest([`there is no dataset ${name}`]) : error;
    });
    this.known.push(found);
    return found;
  }
}

/** The conditions of a question, without its order and its page. */
const bare = ({ table, search, filters, through }: Question): Question => ({
  table,
  search,
  filters,
  through,
  where: [],
});

function questionOf(dataset: Dataset, pairs: Pairs): Question {
  const table = imagesOf(dataset);
  const { query } = parseTable(pairs, { dataset, table, settings: settings() });
  if (query.where.length > 0) throw new BadRequest(['_where= cannot be compared: only searches and filters can']);
  return bare(query);
}

async function questionOfAddress(dataset: Dataset, table: string, keys: string): Promise<Question> {
  const reading = await readRowOf(dataset, table, keys).catch((error) => {
    const isMissing = error instanceof NotFound || error instanceof Gone;
    throw isMissing ? new BadRequest([`there is no ${table}/${keys} in ${dataset.name}`]) : error;
  });
  const question = questionOfRow(dataset, reading.table, reading.row);
  if (!question) throw new BadRequest([`a row of ${table} does not stand for images`]);
  return question;
}

/** What a side asks, and of which dataset. */
async function resolve(
  written: Exclude<WrittenSide, { kind: 'rest' }>,
  own: Dataset,
  datasets: Datasets,
): Promise<{ dataset: Dataset; question: Question }> {
  const name = written.kind === 'row' ? written.address.dataset : written.dataset;
  const dataset = name === null ? own : await datasets.find(name);
  const question =
    written.kind === 'row'
      ? await questionOfAddress(dataset, written.address.table, written.address.keys)
      : questionOf(dataset, written.pairs);
  // What a statement cannot be made of is told here, and of this side.
  countStatement({ dataset, schema: dataset.schema }, question);
  return { dataset, question };
}

/** Whatever is wrong with a side is said of that side. */
async function ofSide<T>(name: SideName, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw error instanceof BadRequest ? new BadRequest(error.errors.map((each) => `${name}: ${each}`)) : error;
  }
}

/** Rows that another question about the same images does not match. */
const restOf = (outside: Question): Question => ({
  table: 'images',
  search: [],
  filters: [],
  through: [],
  where: [],
  outside,
});

type Resolved = { dataset: Dataset; question: Question };

async function sideOf(name: SideName, own: Dataset, { dataset, question }: Resolved): Promise<ReadSide> {
  const table = imagesOf(dataset);
  const reader = readerOf(dataset);
  const value = sideValue(own, dataset, table, question) ?? REST;
  const labels = await filterLabels(reader, table, question.filters);
  return { name, dataset, table, question, reader, value, isRest: question.outside !== undefined, labels };
}

/**
 * The sides that the pairs name; one that is missing is null. Throws BadRequest, each message beginning with the side it
 * is about, for what the table's page would refuse, for unknown datasets and rows, and where both are the rest.
 */
export async function readSides(own: Dataset, pairs: Pairs): Promise<Record<SideName, ReadSide | null>> {
  const datasets = new Datasets(own);
  const resolved = new Map<SideName, Resolved>();
  const rests: SideName[] = [];
  for (const name of SIDES) {
    const value = first(pairs, name);
    if (value === null) continue;
    const written = await ofSide(name, () => readSide(value, settings().origin));
    if (written.kind === 'rest') rests.push(name);
    else resolved.set(name, await ofSide(name, () => resolve(written, own, datasets)));
  }
  for (const name of rests) {
    const [other] = resolved.values();
    if (!other) throw new BadRequest([`${name}: rest is the rest of the other side, which has to say what it is`]);
    resolved.set(name, { dataset: other.dataset, question: restOf(other.question) });
  }
  const read = async (name: SideName) => {
    const found = resolved.get(name);
    return found ? sideOf(name, own, found) : null;
  };
  return { a: await read('a'), b: await read('b') };
}
