import { parseArgs } from 'node:util';
import { type Dataset, findDataset, listDatasets } from '../db/catalog.ts';
import { connect } from '../db/client.ts';
import { startEmbedded } from '../db/embedded.ts';
import { countStatement } from '../db/queries/count.ts';
import { facetStatement } from '../db/queries/facet.ts';
import { histogramStatement } from '../db/queries/histogram.ts';
import { rowsByIdStatement, rowsStatement } from '../db/queries/rows.ts';
import type { Place } from '../db/queries/where.ts';
import type { Filter, Question, Sort, TableQuery } from '../db/query.ts';
import { databaseSettings } from '../db/settings.ts';
import { SetupError } from '../db/setup-error.ts';
import { printed, type SQL } from '../db/sql.ts';

const USAGE = 'npm run explain -- [--dataset NAME] [--search TEXT]';

function questionAbout(table: string, text: string | null = null, filters: Filter[] = []): Question {
  const search = text === null ? [] : [{ text, column: null, mode: 'default' as const }];
  return { table, search, filters, through: [], where: [] };
}

const page = (question: Question, sort: Sort[], next: string | null = null): TableQuery => ({
  ...question,
  sort,
  next,
  size: 100,
});

const down = (column: string): Sort[] => [{ column, descending: true }];

/** The statements behind the questions that are asked most, as Postgres runs them where the engine does not answer. */
function canonical(place: Place, text: string): [name: string, statement: SQL][] {
  const columns = [...(place.dataset.tables.get('images')?.columns ?? [])].map(({ name }) => name);
  const all = questionAbout('images');
  const found = questionAbout('images', text);
  const scored = questionAbout('images', null, [{ column: 'aesthetic', operator: 'gte', value: '7' }]);
  const onSite = questionAbout('images', null, [{ column: 'site_id', operator: 'exact', value: '1' }]);
  const rows = (query: TableQuery) => rowsStatement(place, query, columns);
  const board = (table: string, column: string) =>
    rowsStatement(place, page(questionAbout(table), down(column)), ['id', table, column]);
  const score = [{ column: 'aesthetic', edges: ['5', '5.5', '6', '6.5', '7', '7.5', '8'] }];
  return [
    ['all images, by score', rows(page(all, down('aesthetic')))],
    ['all images, by score, a later page', rows(page(all, down('aesthetic'), '7.0,1000'))],
    ['all images, by number', rows(page(all, []))],
    ['a page of the engine, by its ids', rowsByIdStatement(place, page(found, []), columns, [1, 2, 3, 500, 999])],
    ['a search, by number', rows(page(found, []))],
    ['a search, by score', rows(page(found, down('aesthetic')))],
    ['a search, counted', countStatement(place, found)],
    ['a search, its sites', facetStatement(place, found, { column: 'site_id', type: 'column' }, 30)],
    ['a search, its scores', histogramStatement(place, found, score)],
    ['score from 7, by score', rows(page(scored, down('aesthetic')))],
    ['one site, counted', countStatement(place, onSite)],
    ['sites by images', board('site', 'image_counts')],
    ['sites by mean score', board('site', 'mean_aesthetic')],
    ['hosts by images', board('domain', 'image_counts')],
  ];
}

async function chosen(sql: ReturnType<typeof connect>, name: string | undefined): Promise<Dataset> {
  const dataset = name ? await findDataset(sql, name) : (await listDatasets(sql))[0];
  if (!dataset) throw new SetupError(name ? `There is no dataset ${name}.` : 'There is no dataset yet.');
  return dataset;
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { dataset: { type: 'string' }, search: { type: 'string' } } });
  const { databaseUrl, dataDir } = databaseSettings();
  const embedded = databaseUrl ? null : await startEmbedded(dataDir, { notice: console.error });
  const sql = connect(embedded?.url ?? databaseUrl, 1, { plan_cache_mode: 'force_custom_plan' });
  try {
    const dataset = await chosen(sql, values.dataset);
    for (const [name, statement] of canonical(
      { dataset, schema: dataset.schema },
      values.search ?? '"thomas kinkade"',
    )) {
      const { text, params } = printed(statement);
      const plan = await sql.unsafe(`explain (analyze, buffers, settings) ${text}`, params as never[]);
      console.log(`── ${name}\n${plan.map((row) => row['QUERY PLAN']).join('\n')}\n`);
    }
  } finally {
    await sql.end();
    await embedded?.stop();
  }
}

main().catch((error: unknown) => {
  const isMistake = error instanceof SetupError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS');
  console.error(isMistake ? `${(error as Error).message}\n\n${USAGE}` : error);
  process.exitCode = 1;
});
