import { requestPath } from '../_answer/reading.ts';
import type { SqlOutcome, SqlQuestion } from '../_answer/sql-question.ts';
import { linkTo } from '../_url/edit.ts';
import { Frame } from './frame.tsx';
import { SqlEditor } from './sql-editor.tsx';
import { SqlResultView } from './sql-result.tsx';
import { SqlSchema } from './sql-schema.tsx';

/** A statement with its editor, its answer and the tables it can name; for a stored query, its title. */
export function SqlView({ question, outcome }: { question: SqlQuestion; outcome: SqlOutcome }) {
  const { dataset, stored, pairs } = question;
  const path = requestPath();
  const title = stored ? (stored.title ?? stored.name) : 'SQL';
  return (
    <Frame dataset={dataset} current="-query">
      <title>{`${title} · ${dataset.title ?? dataset.name}`}</title>
      <header className="lede">
        <h1>{title}</h1>
        {stored?.description && <p>{stored.description}</p>}
        {!stored && <p className="hint">One statement that reads. Write :name for a parameter.</p>}
      </header>
      <div className="desk">
        <SqlSchema dataset={dataset} />
        <section>
          <SqlEditor question={question} path={path} />
          <SqlResultView outcome={outcome} />
          {outcome.state === 'answered' && (
            <p className="next">
              <span>
                <a href={linkTo(`${path}.json`, pairs)}>JSON</a> · <a href={linkTo(`${path}.csv`, pairs)}>CSV</a>
              </span>
            </p>
          )}
        </section>
      </div>
    </Frame>
  );
}
