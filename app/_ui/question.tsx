import type { TableReading } from '../_answer/reading.ts';
import type { TablePage } from '../_answer/table-page.ts';
import { conditionsOf, unconditioned } from '../_url/conditions.ts';
import { labelInside, nounsOf } from '../_url/people/column-words.ts';
import { Chips } from './chips.tsx';
import { Heading } from './heading.tsx';
import { SearchForm, SearchHint } from './search-form.tsx';
import { Tools } from './tools.tsx';

interface QuestionProps {
  path: string;
  reading: TableReading;
  shown: TablePage;
}

/** The question as it stands: its sentence, the search box, its conditions, and what may be done with it. */
export function Question({ path, reading, shown }: QuestionProps) {
  const { table, request } = reading;
  const { search } = table.config;
  const conditions = conditionsOf(table, request, shown.named);
  return (
    <header className="lede">
      <Heading path={path} reading={reading} shown={shown} />
      {conditions.length === 0 && table.config.description && <p className="note">{table.config.description}</p>}
      {search && (
        <SearchForm
          action={path}
          pairs={request.pairs}
          text={request.query.search[0]?.text ?? ''}
          label={`Search the ${search === table.config.labelColumn ? nounsOf(table)[1] : `${labelInside(table, search)}s`}`}
        />
      )}
      <div className="about-search">
        {search && <SearchHint />}
        <Tools path={path} reading={reading} shown={shown} />
      </div>
      <Chips path={path} conditions={conditions} without={unconditioned(request.pairs)} />
    </header>
  );
}
