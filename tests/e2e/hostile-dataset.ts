import { connect } from '../../db/client.ts';
import { startEmbedded } from '../../db/embedded.ts';
import type { ParquetValue } from '../db/parquet-file.ts';

/** Every way out of text into markup, an attribute, a script, a style or an address; each says so in `__ran`. */
export const MARKUP = [
  '<script>window.__ran=1</script>',
  '</script><script>window.__ran=2</script>',
  '"><img src=x onerror="window.__ran=3">',
  "'><svg onload='window.__ran=4'>",
  '</title><script>window.__ran=5</script>',
  '</textarea><iframe srcdoc="<script>parent.__ran=6</script>">',
  '"autofocus onfocus="window.__ran=7" x="',
  'javascript:window.__ran=8',
  '</style><style>*{display:none!important}</style>',
  '<base href="//evil.example/"><meta http-equiv=refresh content="0;url=javascript:window.__ran=9">',
  '--><script>window.__ran=10</script><!--',
  '\u2028window.__ran=11//',
  '{{constructor.constructor("window.__ran=12")()}}`window.__ran=13`',
];

const ALL = MARKUP.join(' ');

export const HOSTILE_COLUMNS = { url: 'VARCHAR', text: 'VARCHAR', width: 'INTEGER', height: 'INTEGER' };

/** Captions and addresses of images; each caption holds a name, so that there are names with images. */
export const HOSTILE_ROWS: ParquetValue[][] = MARKUP.map((markup, i) => [
  `http://good.test/${encodeURI(markup)}"'><script>window.__ran=14</script>.png`,
  `claude monet ${markup}`,
  500 + i,
  500,
]);

/**
 * Puts markup where an ingest would let none in, as somebody might who configures a dataset badly: what is stated about
 * the dataset `hostile` and its columns, its hosts and its names.
 */
export async function makeHostile(dataDir: string): Promise<void> {
  const embedded = await startEmbedded(dataDir);
  const owner = connect(embedded.url, 1);
  try {
    const said = { title: ALL, description: ALL, nouns: [ALL, ALL], opening: ALL };
    const column = { label: ALL, inside: ALL, description: ALL, preposition: ALL };
    const tables = {
      images: {
        ...said,
        search: 'text',
        labelColumn: 'text',
        picture: { address: 'url', caption: 'text', width: 'width', height: 'height', unsafe: 'punsafe' },
        facets: ['site_id'],
        columns: { text: column, width: column },
      },
      artists: { ...said, columns: { name: column, image_counts: column } },
    };
    const queries = { hostile: { title: ALL, description: ALL, sql: `select '${ALL.replaceAll("'", "''")}' as x` } };
    const config = JSON.stringify({ tables, queries });
    await owner`
      update catalog.dataset set title = ${ALL}, about = ${ALL}, source = ${ALL}, licence = ${ALL},
        config = (${config}::text)::jsonb
      where name = 'hostile'`;
    const [found] = await owner<{ schema: string }[]>`
      select v.schema_name as schema from catalog.dataset d join catalog.version v on v.id = d.current_version
      where d.name = 'hostile'`;
    const schema = owner((found as { schema: string }).schema);
    await owner`update ${schema}.domain set domain = ${ALL}`;
    await owner`update ${schema}.site set site = ${ALL}`;
    await owner`update ${schema}.artists set name = ${ALL}, note = ${ALL}, category = ${ALL} where name = 'claude monet'`;
    await owner`update ${schema}.images set source = ${ALL}, license = ${ALL}, language = ${ALL}`;
  } finally {
    await owner.end();
    await embedded.stop();
  }
}
