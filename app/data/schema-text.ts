import type { Dataset } from '../../db/catalog.ts';
import { definitionOf, definitionsOf } from '../../db/queries/definition.ts';
import { NotFound, tableIn } from '../_answer/reading.ts';
import { cacheControl, jsonReply, textReply } from '../_http/reply.ts';
import type { Format } from '../_url/address.ts';

function schemaReply(facts: { [key: string]: string }, title: string, schema: string, format: Format): Response {
  const headers = { 'cache-control': cacheControl(null) };
  if (format === 'json') return jsonReply({ ok: true, ...facts, schema }, headers);
  if (format === 'md')
    return textReply(`# ${title}\n\n\`\`\`sql\n${schema}\n\`\`\`\n`, 'text/markdown; charset=utf-8', headers);
  if (format === 'html') return textReply(`${schema}\n`, 'text/plain; charset=utf-8', headers);
  throw new NotFound(`Invalid format: ${format}`);
}

/** The definitions of a dataset's tables, as text, JSON or Markdown. */
export const datasetSchema = (dataset: Dataset, format: Format): Response =>
  schemaReply({ database: dataset.name }, `Schema of ${dataset.name}`, definitionsOf(dataset), format);

/** The definition of one table. Throws NotFound. */
export function tableSchema(dataset: Dataset, name: string, format: Format): Response {
  const table = tableIn(dataset, name);
  return schemaReply(
    { database: dataset.name, table: name },
    `Schema of ${dataset.name}.${name}`,
    definitionOf(table),
    format,
  );
}
