import { parseArgs } from 'node:util';
import { SetupError } from '../../db/setup-error.ts';
import type { IngestOptions } from './options.ts';

export const USAGE = `npm run ingest -- PATH… --name NAME [--alias NAME]… [--title T] [--source URL] [--licence L] [--invented]
  [--min-aesthetic N] [--language L] [--limit N] [--replace | --append]

PATH is a Parquet file, a folder of them, a glob, or an http(s) URL.`;

/** The options of `npm run ingest`. Throws a SetupError with the first mistake and the usage. */
export function parseArguments(argv: string[]): IngestOptions {
  const { values, positionals } = parsed(argv);
  if (positionals.length === 0) throw mistake('No PATH is given.');
  if (!values.name) throw mistake('--name is missing.');
  if (values.replace && values.append) throw mistake('--replace and --append exclude each other.');
  const limit = numberOf('--limit', values.limit);
  if (limit !== null && !(Number.isInteger(limit) && limit > 0)) throw mistake('--limit takes a whole number above 0.');
  return {
    paths: positionals,
    name: values.name,
    mode: values.replace ? 'replace' : values.append ? 'append' : 'new',
    filter: { minAesthetic: numberOf('--min-aesthetic', values['min-aesthetic']), language: values.language ?? null },
    limit,
    fields: {
      aliases: values.alias,
      title: values.title,
      source: values.source,
      licence: values.licence,
      invented: values.invented,
    },
  };
}

function parsed(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        alias: { type: 'string', multiple: true },
        title: { type: 'string' },
        source: { type: 'string' },
        licence: { type: 'string' },
        invented: { type: 'boolean' },
        'min-aesthetic': { type: 'string' },
        language: { type: 'string' },
        limit: { type: 'string' },
        replace: { type: 'boolean' },
        append: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw mistake((error as Error).message);
  }
}

const mistake = (sentence: string) => new SetupError(`${sentence}\n\n${USAGE}`);

function numberOf(option: string, text: string | undefined): number | null {
  if (text === undefined) return null;
  if (text.trim() === '' || !Number.isFinite(Number(text))) throw mistake(`${option} takes a number, not "${text}".`);
  return Number(text);
}
