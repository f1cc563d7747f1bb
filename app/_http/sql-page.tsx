import type { ReactNode } from 'react';
import { type SqlQuestion, sqlOutcome } from '../_answer/sql-question.ts';
import { SqlView } from '../_ui/sql-view.tsx';
import { exchange } from './exchange.ts';

/** The page of a statement. One that cannot be run is status 400, and stays in its editor. */
export async function sqlPage(question: SqlQuestion): Promise<ReactNode> {
  const outcome = await sqlOutcome(question);
  if (outcome.state === 'refused' || outcome.state === 'timed out') exchange().status = 400;
  return <SqlView question={question} outcome={outcome} />;
}
