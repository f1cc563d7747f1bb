import { askEngine, engineQuestion } from '../ask-engine.ts';
import { compareValues } from '../compare-values.ts';
import { ask } from '../deadline.ts';
import type { ValueCounts } from '../engine/request.ts';
import { commonRowsStatement } from '../queries/common-rows.ts';
import { labelsStatement } from '../queries/labels.ts';
import { numberPairs, valueCountsOf, valueCountsStatement } from '../queries/value-counts.ts';
import { tableOf } from '../queries/where.ts';
import type { Answer } from '../query.ts';
import { readLabels } from '../reader.ts';
import { type Contrast, type Counted, contrasted } from './contrast.ts';
import { areOfOne, keptOfBoth, type Side } from './side.ts';

const COLUMN = 'site_id';

/** A site, by its key on either side; null: that side's dataset has no such site. */
export interface SiteCounts extends Counted {
  keys: { a: number | null; b: number | null };
}

export type NamedSite = SiteCounts & { label: string };

/** The table that says which site a number is; null: the images of a dataset do not say their site. */
const siteTable = ({ reader: { place }, question }: Side) =>
  tableOf(place.dataset, question.table).outgoing.find(({ column }) => column === COLUMN)?.table ?? null;

/** How many images of a side each site has. */
async function countSites({ reader, question }: Side): Promise<Answer<ValueCounts>> {
  const { pool, place, facetMilliseconds: milliseconds, signal } = reader;
  const taken = engineQuestion(tableOf(place.dataset, question.table), question);
  const request = taken && { kind: 'values' as const, question: taken, column: COLUMN };
  const counted = request && (await askEngine(reader, request, milliseconds));
  if (counted) return counted;
  const answer = await ask(pool, valueCountsStatement(place, question, COLUMN), { milliseconds, signal });
  return answer.state === 'answered' ? { state: 'answered', value: valueCountsOf(answer.value) } : answer;
}

/** What the keys of b's sites are in a; null: the same, as both are of one version. */
async function keysInFirst(a: Side, b: Side, table: string): Promise<Answer<Map<number, number> | null>> {
  if (areOfOne(a, b)) return { state: 'answered', value: null };
  const { pool, place, facetMilliseconds: milliseconds, signal } = a.reader;
  const answer = await ask(pool, commonRowsStatement(place, b.reader.place, table), { milliseconds, signal });
  if (answer.state === 'timed out') return answer;
  const [first, second] = numberPairs(String(answer.value[0]?.pairs ?? ''));
  return { state: 'answered', value: new Map(Array.from(second, (key, i) => [key, first[i] as number])) };
}

function joined(a: ValueCounts, b: ValueCounts, keys: Map<number, number> | null): SiteCounts[] {
  const inSecond = keys && new Map([...keys].map(([second, first]) => [first, second]));
  const sites = new Map<number, SiteCounts>();
  const onlyInSecond: SiteCounts[] = [];
  a.values.forEach((key, i) => {
    sites.set(key, {
      keys: { a: key, b: inSecond ? (inSecond.get(key) ?? null) : key },
      a: a.counts[i] as number,
      b: 0,
    });
  });
  b.values.forEach((second, i) => {
    const count = b.counts[i] as number;
    const first = keys ? (keys.get(second) ?? null) : second;
    const known = first === null ? undefined : sites.get(first);
    if (known) known.b = count;
    else onlyInSecond.push({ keys: { a: first, b: second }, a: 0, b: count });
  });
  return [...sites.values(), ...onlyInSecond];
}

const totalOf = ({ counts, blank }: ValueCounts) => counts.reduce((sum, count) => sum + count, blank);

/** The names of the sites that are shown, each from the side that has it. */
async function named(a: Side, b: Side, sites: SiteCounts[]): Promise<(site: SiteCounts) => string> {
  const labelsOf = async ({ reader, question }: Side, keys: (number | null)[]) => {
    const rows = keys.filter((key) => key !== null).map((key) => ({ [COLUMN]: key }));
    const table = tableOf(reader.place.dataset, question.table);
    const statement = rows.length > 0 ? labelsStatement(reader.place, table, COLUMN, rows) : null;
    return statement ? readLabels(reader, statement) : new Map<string, never>();
  };
  const [first, second] = await Promise.all([
    labelsOf(
      a,
      sites.map(({ keys }) => keys.a),
    ),
    labelsOf(
      b,
      sites.filter(({ keys }) => keys.a === null).map(({ keys }) => keys.b),
    ),
  ]);
  return ({ keys }) => String((keys.a === null ? second.get(String(keys.b)) : first.get(String(keys.a))) ?? keys.a);
}

async function askSites(a: Side, b: Side, table: string, size: number): Promise<Answer<Contrast<NamedSite>>> {
  const [inA, inB, keys] = await Promise.all([countSites(a), countSites(b), keysInFirst(a, b, table)]);
  if (inA.state === 'timed out') return inA;
  if (inB.state === 'timed out') return inB;
  if (keys.state === 'timed out') return keys;
  const totals = { a: totalOf(inA.value), b: totalOf(inB.value) };
  const found = joined(inA.value, inB.value, keys.value);
  const byKey = (x: SiteCounts, y: SiteCounts) => compareValues(x.keys.a ?? x.keys.b, y.keys.a ?? y.keys.b);
  const { over, under } = contrasted(found, totals, size, byKey);
  const labelOf = await named(a, b, [...over, ...under]);
  const label = <T extends SiteCounts>(site: T) => ({ ...site, label: labelOf(site) });
  return { state: 'answered', value: { totals, over: over.map(label), under: under.map(label) } };
}

/** The sites that tell two sides apart, exactly; null where images do not say their site. Shares are of all images. */
export async function readSiteContrast(a: Side, b: Side, size: number): Promise<Answer<Contrast<NamedSite>> | null> {
  const table = siteTable(a);
  if (table === null || siteTable(b) !== table) return null;
  return keptOfBoth(`sites ${size}`, a, b, (first, second) => askSites(first, second, table, size));
}
