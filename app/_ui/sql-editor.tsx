import type { SqlQuestion } from '../_answer/sql-question.ts';
import { linkTo } from '../_url/edit.ts';
import { first, without, withPair } from '../_url/pairs.ts';
import { datasetPath } from '../_url/paths.ts';

/** Whether the statement is folded away, by `_hide_sql=1`. */
export const isHidden = ({ pairs }: SqlQuestion): boolean => Boolean(first(pairs, '_hide_sql'));

function Parameters({ parameters }: SqlQuestion) {
  const shown = parameters.filter(({ name }) => name !== 'sql');
  if (shown.length === 0) return null;
  return (
    <fieldset className="parameters">
      <legend className="unseen">Parameters</legend>
      {shown.map(({ name, value }) => (
        <label key={name}>
          <code>:{name}</code> <input name={name} defaultValue={value} />
        </label>
      ))}
    </fieldset>
  );
}

function Statement({ question }: { question: SqlQuestion }) {
  const { sql, stored } = question;
  if (stored) return isHidden(question) ? null : <pre className="sql">{sql}</pre>;
  if (isHidden(question)) return <input type="hidden" name="sql" value={sql} />;
  return (
    <textarea
      className="sql"
      name="sql"
      aria-label="SQL"
      rows={Math.min(30, Math.max(6, sql.split('\n').length + 1))}
      defaultValue={sql}
      placeholder="select …"
      spellCheck={false}
      autoCapitalize="off"
    />
  );
}

/** The editor of a stored query's statement, with the same values for its parameters. */
function editorLink({ dataset, sql, parameters }: SqlQuestion): string {
  const values = parameters.map(({ name, value }) => [name, value] as const);
  return linkTo(`${datasetPath(dataset.name)}/-/query`, [['sql', sql], ...values]);
}

/** The statement, an input for each of its parameters, and what to do with them. A form, so that it works by itself. */
export function SqlEditor({ question, path }: { question: SqlQuestion; path: string }) {
  const { pairs, stored, sql, parameters } = question;
  const toggled = isHidden(question) ? without(pairs, '_hide_sql') : withPair(pairs, '_hide_sql', '1');
  const canRun = !stored || parameters.length > 0;
  return (
    <form className="sql-editor" action={path} method="get">
      {isHidden(question) && <input type="hidden" name="_hide_sql" value="1" />}
      <Statement question={question} />
      <Parameters {...question} />
      <p className="run">
        {canRun && <button type="submit">{stored ? 'Run' : 'Run SQL'}</button>}
        {sql.trim() !== '' && <a href={linkTo(path, toggled)}>{isHidden(question) ? 'Show SQL' : 'Hide SQL'}</a>}
        {stored && <a href={editorLink(question)}>Edit SQL</a>}
      </p>
    </form>
  );
}
