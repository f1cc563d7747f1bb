import { parseArgs } from 'node:util';
import { SetupError } from '../../db/setup-error.ts';
import { parseWhere, type Where } from './parse-where.ts';

export const USAGE = `npm run subset -- PATH… --where CONDITION --out FILE [--limit N] [--replace]

PATH is a Parquet file, a folder of them, a glob, or an http(s) URL. A CONDITION is, for example,
"aesthetic >= 6 and language in ('en', 'de') and not (pwatermark >= 0.8 or punsafe is null) and url not like '%.gif'".`;

/** What one subset is to be. */
export interface SubsetOptions {
  /** Files, folders, globs and http(s) addresses. */
  paths: string[];
  where: Where;
  /** The Parquet file to write. */
  out: string;
  /** Only so many rows are read, from the first; null: all. */
  limit: number | null;
  /** Whether a file may be there already, which is then replaced. */
  replace: boolean;
}

/** The options of `npm run subset`. Throws a SetupError with the first mistake. */
export function parseSubsetArguments(argv: string[]): SubsetOptions {
  const { values, positionals } = parsed(argv);
  if (positionals.length === 0) throw mistake('No PATH is given.');
  if (!values.where?.trim()) throw mistake('--where is missing.');
  if (!values.out) throw mistake('--out is missing.');
  const limit = values.limit === undefined ? null : Number(values.limit);
  if (limit !== null && !(Number.isSafeInteger(limit) && limit > 0))
    throw mistake('--limit takes a whole number above 0.');
  return {
    paths: positionals,
    where: parseWhere(values.where),
    out: values.out,
    limit,
    replace: values.replace ?? false,
  };
}

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        where: { type: 'string' },
        out: { type: 'string' },
        limit: { type: 'string' },
        replace: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw mistake((error as Error).message);
  }
}

const mistake = (sentence: string) => new SetupError(`${sentence}\n\n${USAGE}`);
