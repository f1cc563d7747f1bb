import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { NameEntry } from '../../db/versions/name-counts.ts';
import type { Duck } from './duck.ts';
import { nameEntry } from './phrases.ts';
import { literal } from './quote.ts';

const FOLDER = new URL('../sample/', import.meta.url);
const TABLES = ['artists', 'celebrities', 'characters'] as const;

export interface NameList {
  /** The table it fills. */
  table: (typeof TABLES)[number];
  entries: NameEntry[];
}

interface ListRow {
  name: string | null;
  category?: string | null;
}

/** The lists of names that the leaderboards count; of a name that stands twice in a list the first is taken. */
export async function nameLists(duck: Duck): Promise<NameList[]> {
  const words = await readFile(new URL('common-words.txt', FOLDER), 'utf8');
  const common = new Set(words.split(/\s+/));
  const lists: NameList[] = [];
  for (const table of TABLES) {
    const path = fileURLToPath(new URL(`${table}.csv`, FOLDER));
    const rows = await duck.rows<ListRow>(
      `FROM read_csv(${literal(path)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')`,
    );
    const entries = new Map<string, NameEntry>();
    for (const { name, category } of rows) {
      const key = name?.trim() ?? '';
      if (key && !entries.has(key))
        entries.set(
          key,
          nameEntry(key, category ?? null, (word) => common.has(word)),
        );
    }
    lists.push({ table, entries: [...entries.values()] });
  }
  return lists;
}
