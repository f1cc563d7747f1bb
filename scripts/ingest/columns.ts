import { SetupError } from '../../db/setup-error.ts';

/** Our columns, each with the spellings of LAION's releases; of two in one file the earlier is read. */
const SPELLINGS = {
  url: ['URL', 'url'],
  text: ['TEXT', 'text', 'caption', 'top_caption'],
  width: ['WIDTH', 'original_width'],
  height: ['HEIGHT', 'original_height'],
  similarity: ['similarity', 'clip_similarity_vitb32'],
  hash: ['hash'],
  punsafe: ['punsafe'],
  pwatermark: ['pwatermark'],
  aesthetic: ['AESTHETIC_SCORE', 'aesthetic', 'aesthetic_score', 'aesthetic_score_laion_v2'],
  language: ['LANGUAGE'],
  nsfw: ['NSFW'],
  license: ['LICENSE'],
  source: ['source'],
} as const;

export type ColumnName = keyof typeof SPELLINGS;

export const COLUMN_NAMES = Object.keys(SPELLINGS) as ColumnName[];

/** How the layout of improved_aesthetics spells a column. */
export const layoutName = (column: ColumnName): string => SPELLINGS[column][0];

/** The column that goes by this name, or by a release's spelling of it, in any letter case; null: none does. */
export const columnSpelled = (name: string): ColumnName | null =>
  COLUMN_NAMES.find((column) => column === name.toLowerCase() || rankOf(SPELLINGS[column], name) !== null) ?? null;

export interface FileColumn {
  /** As the file spells it. */
  name: string;
  /** As DuckDB calls it: it tells names apart that differ in letter case only. */
  duckName: string;
  /** DuckDB's type. */
  type: string;
}

export interface ChosenColumns {
  columns: Partial<Record<ColumnName, FileColumn>>;
  /** Sentences about columns that are missing, unknown or spelled twice. */
  notices: string[];
}

/**
 * Which of a file's columns hold what, in any letter case.
 *
 * Throws a SetupError that lists the columns found when none of them holds URLs.
 */
export function chooseColumns(found: readonly FileColumn[]): ChosenColumns {
  const columns: ChosenColumns['columns'] = {};
  const notices: string[] = [];
  const known = new Set<FileColumn>();
  const missing: string[] = [];
  for (const column of COLUMN_NAMES) {
    const candidates = candidatesFor(column, found);
    for (const candidate of candidates) known.add(candidate);
    const [first, ...others] = candidates;
    if (first) columns[column] = first;
    else missing.push(column);
    for (const other of others)
      notices.push(`Of "${first?.name}" and "${other.name}", both ${column}, the first is read.`);
  }
  if (!columns.url) throw new SetupError(`no URL column; its columns are ${listOf(found)}`);
  const unknown = found.filter((column) => !known.has(column));
  if (missing.length > 0) notices.push(`Not in the file, so not recorded: ${missing.join(', ')}.`);
  if (unknown.length > 0) notices.push(`Unknown, so left out: ${listOf(unknown)}.`);
  return { columns, notices };
}

const listOf = (columns: readonly FileColumn[]) => columns.map((column) => column.name).join(', ') || 'none';

function candidatesFor(column: ColumnName, found: readonly FileColumn[]): FileColumn[] {
  const ranked = found.map((candidate) => ({ candidate, rank: rankOf(SPELLINGS[column], candidate.name) }));
  return ranked
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => (a.rank as number) - (b.rank as number))
    .map(({ candidate }) => candidate);
}

/** The place of the exact spelling, else that of the first which differs in letter case only; null: another column. */
function rankOf(spellings: readonly string[], name: string): number | null {
  const exact = spellings.indexOf(name);
  if (exact >= 0) return exact;
  const alike = spellings.findIndex((spelling) => spelling.toLowerCase() === name.toLowerCase());
  // Half a place behind, so that of "URL" and "Url" the exact one comes first.
  return alike >= 0 ? alike + 0.5 : null;
}
