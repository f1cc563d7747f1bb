import { rowsStatement } from '../../db/queries/rows.ts';
import { readableSql } from '../../db/readable-sql.ts';
import type { TableReading } from '../_answer/reading.ts';
import { linkTo } from '../_url/edit.ts';
import { sqlPairs, sqlPath } from '../_url/views.ts';
import { numbered } from './numbered.ts';

/** The statement behind the page, as a person would write it, and the way to change it. */
export function ViewSql({ reading, columns }: { reading: TableReading; columns: string[] }) {
  const { dataset, request, reader, table } = reading;
  // The page itself asks for one row more, to know whether another page follows.
  const query = { ...request.query, size: Math.max(0, request.query.size - 1) };
  const statement = rowsStatement({ ...reader.place, schema: null }, query, columns);
  const { text, params } = readableSql(statement, table.name, query.where.length > 0);
  return (
    <>
      <h2>The SQL behind this page</h2>
      <pre>
        <code>{text}</code>
      </pre>
      {params.length > 0 && (
        <dl>
          {numbered(params).map(({ place, item }) => (
            <div key={place}>
              <dt>
                <code>:p{place + 1}</code>
              </dt>
              <dd dir="auto">{item}</dd>
            </div>
          ))}
        </dl>
      )}
      <p>
        <a href={linkTo(sqlPath(dataset.name), sqlPairs(text, params))} rel="nofollow">
          Change it on the SQL page
        </a>
      </p>
    </>
  );
}
