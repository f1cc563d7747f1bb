import { requestPath } from '../_answer/reading.ts';
import type { SqlOutcome, SqlQuestion } from '../_answer/sql-question.ts';
import { linkTo } from '../_url/edit.ts';
import { Frame } from './frame.tsx';
import { ShareHead } from './share-head.tsx';
import { SqlEditor } from './sql-editor.tsx';
import { SqlResultView } from './sql-result.tsx';
import { SqlSchema } from './sql-schema.tsx';

function Introduction({ stored }: SqlQuestion) {
  if (stored) {
    return (
      <header className="lede">
        <h1>{stored.title ?? stored.name}</h1>
        {stored.description && <p className="introduction">{stored.description}</p>}
      </header>
    );
  }
  return (
    <header className="lede">
      <h1>Ask anything else in SQL</h1>
      <p className="note">
        One statement of PostgreSQL that reads; what it would change is undone. Write <code>:name</code> for a value to
        be filled in below.
      </p>
    </header>
  );
}

/** A statement with its editor, its answer and the tables it can name; for a stored query, its title. */
export function SqlView({ question, outcome }: { question: SqlQuestion; outcome: SqlOutcome }) {
  const { dataset, stored, pairs } = question;
  const path = requestPath();
  const set = dataset.title ?? dataset.name;
  return (
    <Frame dataset={dataset} current="-query">
      <ShareHead
        title={`${stored ? (stored.title ?? stored.name) : 'SQL'} · ${set}`}
        description={`${stored?.description ?? 'A statement of SQL and its answer.'} ${set}.`}
        path={linkTo(path, pairs)}
        unlisted={!stored || pairs.length > 0}
      />
      <Introduction {...question} />
      <div className="desk sql-desk">
        <section aria-label="Statement and result">
          <SqlEditor question={question} path={path} />
          <SqlResultView
            outcome={outcome}
            link={linkTo(path, pairs)}
            formats={[
              [linkTo(`${path}.json`, pairs), 'JSON'],
              [linkTo(`${path}.csv`, pairs), 'CSV'],
            ]}
          />
        </section>
        <SqlSchema dataset={dataset} />
      </div>
    </Frame>
  );
}
