import { NotFound, requestPath } from '../../../_answer/reading.ts';
import { readSqlQuestion } from '../../../_answer/sql-question.ts';
import { page } from '../../../_http/page.tsx';
import { sqlPage } from '../../../_http/sql-page.tsx';
import { addressOf } from '../../../_url/address.ts';

export const dynamic = 'force-dynamic';

export default async function QueryPage() {
  return page(async () => {
    const address = addressOf(requestPath());
    if (address.kind !== 'datasetPage') throw new NotFound('Database not found');
    return sqlPage(await readSqlQuestion(address.dataset));
  });
}
