import { columnsOfRawSearch } from '../../db/queries/raw-search.ts';
import { BadRequest, type Search, type SearchMode } from '../../db/query.ts';
import type { DescribedArgument } from './arguments.ts';
import { all, first, type Pairs } from './pairs.ts';
import type { Context } from './table-request.ts';

const MODES: SearchMode[] = ['escaped', 'raw'];
/** What is read here, for the interface's description. */
export const SEARCH_ARGUMENTS: DescribedArgument[] = [
  {
    key: '_search',
    repeats: false,
    description: 'Words to find: all of them, "a phrase", word* a prefix, -word left out, OR between alternatives.',
    schema: { type: 'string' },
  },
  { key: '_search_COLUMN', repeats: false, description: 'The same in one column.', schema: { type: 'string' } },
  {
    key: '_searchmode',
    repeats: false,
    description: 'escaped: every character literally; raw: the grammar of SQLite FTS5.',
    schema: { type: 'string', enum: MODES },
  },
];

const COLUMN_PREFIX = '_search_';

function modeOf(pairs: Pairs): SearchMode {
  const mode = first(pairs, '_searchmode') || 'default';
  if (mode === 'default' || MODES.includes(mode as SearchMode)) return mode as SearchMode;
  throw new BadRequest([`Invalid _searchmode: ${mode} (modes: ${MODES.join(', ')}, or none)`]);
}

const isBlank = (text: string) => text.replaceAll('"', '').trim() === '';

const notSearched = (column: string, searched: string | undefined) =>
  new BadRequest([`Cannot search by that column: ${column} (searched: ${searched ?? 'none'})`]);

/** The search, when all columns that its text names, in any case as in SQLite, are the searched one. */
function checked(search: Search, searched: string): Search {
  const named = search.mode === 'raw' ? columnsOfRawSearch(search.text) : [];
  const other = named.find((column) => column.toLowerCase() !== searched.toLowerCase());
  if (other !== undefined) throw notSearched(other, searched);
  return search;
}

/**
 * `_search=`, or else every `_search_COLUMN=`; blank ones count as absent. A table that declares no searched column
 * ignores `_search`, as the grammar has it. Throws BadRequest for a column that is not searched.
 */
export function readSearch(pairs: Pairs, { table }: Context): Search[] {
  const mode = modeOf(pairs);
  const searched = table.config.search;
  const text = all(pairs, '_search').find((value) => !isBlank(value)) ?? '';
  if (text !== '') return searched ? [checked({ text, column: null, mode }, searched)] : [];
  const keys = pairs.filter(([key, value]) => key.startsWith(COLUMN_PREFIX) && !isBlank(value));
  return keys.map(([key, value]) => {
    const column = key.slice(COLUMN_PREFIX.length);
    if (column !== searched) throw notSearched(column, searched);
    return checked({ text: value, column, mode }, searched);
  });
}
