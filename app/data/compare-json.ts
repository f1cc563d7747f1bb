import type { CaptionContrast } from '../../db/compare/caption-contrast.ts';
import { type Contrast, type Contrasted, type Counted, LEAST, UNLIKELY } from '../../db/compare/contrast.ts';
import type { Overlap } from '../../db/compare/read-overlap.ts';
import type { NamedSite } from '../../db/compare/read-sites.ts';
import type { Answer, Count } from '../../db/query.ts';
import { type Sides, type Spreads, startComparison } from '../_answer/compare/compare-page.ts';
import type { ReadSide } from '../_answer/compare/read-sides.ts';
import type { Late } from '../_answer/late.ts';
import type { SomeImages } from '../_answer/some-images.ts';
import { markPartial } from '../_http/conditional.ts';
import type { Json } from '../_http/json-text.ts';
import { cacheControl, jsonReply } from '../_http/reply.ts';
import { imagesLink } from '../_url/compare/links.ts';
import { sideText } from '../_url/compare/side-words.ts';
import { settings } from '../settings.ts';

/** What is said of the measure in every answer. */
const MEASURE: Json = {
  ratio: 'share in a divided by share in b; null: only in a; 0: only in b',
  order: 'log-likelihood ratio G2, the greatest first',
  least_count: LEAST,
  least_g2: UNLIKELY,
};

function sideJson(side: ReadSide, count: Count | null, saysDataset: boolean): Json {
  const link = imagesLink(side.dataset, side.table, side.question);
  return {
    value: side.value,
    database: side.dataset.name,
    human_description_en: sideText(side, count, saysDataset),
    count: count?.count ?? null,
    count_truncated: count?.truncated ?? null,
    url: link === null ? null : settings().origin + link,
  };
}

const overlapJson = (overlap: Overlap): Json =>
  overlap.of === 'too many'
    ? { of: 'addresses', count: null, truncated: false, reason: `more than ${overlap.most} images on a side` }
    : { of: overlap.of, count: overlap.count, truncated: overlap.of === 'images' && overlap.truncated };

function contrastJson<T extends Counted>(
  contrast: Contrast<T>,
  each: (one: Contrasted<T>) => Record<string, Json>,
): Json {
  const list = (lines: Contrasted<T>[]): Json =>
    lines.map((line) => ({ ...each(line), a: line.a, b: line.b, ratio: line.ratio, g2: Number(line.g2.toFixed(4)) }));
  return {
    total_a: contrast.totals.a,
    total_b: contrast.totals.b,
    over: list(contrast.over),
    under: list(contrast.under),
  };
}

const sitesJson = (contrast: Contrast<NamedSite>): Json =>
  contrastJson(contrast, ({ label, keys }) => ({ site: label, site_id_a: keys.a, site_id_b: keys.b }));

/** Totals are the captions read: fewer than there are where the counts are those of a sample. */
function captionsJson(contrast: CaptionContrast): Json {
  const { captions, totals } = contrast;
  return {
    captions_a: captions.a,
    captions_b: captions.b,
    sampled: totals.a < captions.a || totals.b < captions.b,
    ...(contrastJson(contrast, ({ kind, label, search }) => ({ kind, label, search })) as Record<string, Json>),
  };
}

const spreadJson = ({ a, b }: Spreads): Json => ({
  edges: a.edges.map(Number),
  a: a.counts,
  b: b.counts,
  blank_a: a.blank,
  blank_b: b.blank,
});

const imagesJson = ({ rows }: SomeImages): Json => rows;

/** A comparison, every part waited for: what was not found in time is null and named in `timed_out`. */
export async function compareJson(sides: Sides): Promise<Response> {
  const { counts, overlap, sites, words, names, spreads, images } = startComparison(sides);
  const late: string[] = [];
  const part = async <T>(name: string, of: Late<Answer<T> | null>, json: (value: T) => Json): Promise<Json> => {
    const answer = await of.promise;
    if (answer?.state === 'timed out') late.push(name);
    return answer?.state === 'answered' ? json(answer.value) : null;
  };
  const saysDataset = sides.a.dataset !== sides.b.dataset;
  const side = async (name: 'a' | 'b') => {
    const answer = await counts[name].promise;
    if (answer.state === 'timed out' || answer.value.truncated) late.push(name);
    return sideJson(sides[name], answer.state === 'answered' ? answer.value : null, saysDataset);
  };
  const histograms = await Promise.all(
    spreads.map(async (spread) => [spread.column, await part(spread.column, spread.late, spreadJson)] as const),
  );
  const body = {
    ok: true,
    a: await side('a'),
    b: await side('b'),
    overlap: await part('overlap', overlap, overlapJson),
    measure: MEASURE,
    sites: await part('sites', sites, sitesJson),
    words: await part('words', words, captionsJson),
    names: await part('names', names, captionsJson),
    histograms: Object.fromEntries(histograms),
    images_a: await part('images_a', images.a, imagesJson),
    images_b: await part('images_b', images.b, imagesJson),
    timed_out: late,
  };
  const reply = jsonReply(body, { 'cache-control': cacheControl(null) });
  return late.length > 0 ? markPartial(reply) : reply;
}
