import type { Session } from './session.ts';

/** Fills the table `word` of a version: for each word the number of captions that a search for it finds. */
export async function fillWords(session: Session, schemaName: string): Promise<void> {
  await session`
    insert into ${session(schemaName)}.word (word, image_counts)
    select word, sum(rows) from ${session(schemaName)}._posting where word <> '' group by word order by word`;
}
