import type { Dataset } from '../../db/catalog.ts';
import { ask } from '../../db/deadline.ts';
import { suggestionsStatement } from '../../db/queries/suggestions.ts';
import { linkTo } from '../_url/edit.ts';
import { labelPath, tablePath } from '../_url/paths.ts';
import { readerOf } from './reading.ts';

/** Something the typed text may become. */
export interface Suggestion {
  /** What it is, in a word for people: "artist", "site", … */
  kind: string;
  label: string;
  /** Images it stands for. */
  count: number;
  href: string;
}

const TIME_LIMIT = 500;
const NAMES = 4;
const HOSTS = 1;

const WORDS: Record<string, string> = {
  artists: 'artist',
  celebrities: 'celebrity',
  characters: 'character',
  site: 'site',
  domain: 'host',
  word: 'word',
};

const isName = (kind: string) => ['artists', 'celebrities', 'characters'].includes(kind);

/** At most four names, two sites, one further host, two words; none when it takes too long. */
export async function suggestionsOf(dataset: Dataset, text: string): Promise<Suggestion[]> {
  const reader = readerOf(dataset, TIME_LIMIT);
  const statement = suggestionsStatement(reader.place, text);
  if (!statement) return [];
  const answer = await ask(reader.pool, statement, reader);
  if (answer.state === 'timed out') return [];
  const found = answer.value.map((row) => {
    const [kind, label] = [String(row.kind), String(row.label)];
    const href =
      kind === 'word'
        ? linkTo(tablePath(dataset.name, 'images'), [['_search', label]])
        : labelPath(dataset.name, kind, label);
    return { kind, label, count: Number(row.image_counts), href };
  });
  const sites = new Set(found.filter(({ kind }) => kind === 'site').map(({ label }) => label));
  const names = found.filter(({ kind }) => isName(kind)).sort((a, b) => b.count - a.count);
  const of = (wanted: string) => found.filter(({ kind }) => kind === wanted);
  const hosts = of('domain').filter(({ label }) => !sites.has(label) && !sites.has(label.replace(/^www\./, '')));
  const shown = [...names.slice(0, NAMES), ...of('site'), ...hosts.slice(0, HOSTS), ...of('word')];
  return shown.map((each) => ({ ...each, kind: WORDS[each.kind] ?? each.kind }));
}
