'use client';
import type { ChangeEvent } from 'react';
import { listLink } from '../../_url/watched.ts';
import { keptList, listText, readList, type Watched } from './kept-list.ts';
import { useWatched } from './use-watched.ts';
import { WatchTable } from './watch-table.tsx';

/** Hands the list, with its latest numbers, to the visitor as a file. */
function save(): void {
  const address = URL.createObjectURL(new Blob([listText(keptList())], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: address, download: 'watched-questions.json' });
  link.click();
  URL.revokeObjectURL(address);
}

interface FilesProps {
  list: Watched[];
  add: (others: Watched[]) => void;
  fail: (trouble: string) => void;
}

/** What may be done with the whole list: copied as a link, kept as a file, joined with one. */
function Files({ list, add, fail }: FilesProps) {
  const read = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    target.value = '';
    try {
      if (file) add(readList(await file.text()));
    } catch (error) {
      fail((error as Error).message);
    }
  };
  return (
    <p className="reproduce">
      {list.length > 0 && (
        <>
          <button type="button" className="word" data-copy={listLink(list.map(({ question }) => question))}>
            Copy a link to this list
          </button>
          <button type="button" className="word" onClick={save}>
            Export as a file
          </button>
        </>
      )}
      <label className="word file">
        Import a file
        <input type="file" accept="application/json,.json" onChange={read} />
      </label>
    </p>
  );
}

/** The questions this browser keeps, with their numbers now and at the last visit, and those of a shared link. */
export function WatchList() {
  const { list, before, shared, told, trouble, fail, add, remove } = useWatched();
  if (list === null && trouble === null) return null;
  const rowOf = (question: string) => ({ question, before: before.get(question), told: told.get(question) });
  const kept = (list ?? []).map(({ question }) => question);
  const others = shared.filter((question) => !kept.includes(question));
  return (
    <>
      {trouble && (
        <p className="trouble" role="alert">
          {trouble}
        </p>
      )}
      {others.length > 0 && (
        <section className="sharedlist" aria-labelledby="shared">
          <h2 id="shared">A list somebody shared with you</h2>
          <WatchTable rows={others.map(rowOf)} />
          <button type="button" onClick={() => add(others.map((question) => ({ question, words: null, last: null })))}>
            Keep {others.length === 1 ? 'it' : `these ${others.length}`} in this browser
          </button>
        </section>
      )}
      <section aria-label="Your list">
        {kept.length > 0 ? (
          <WatchTable rows={kept.map(rowOf)} remove={remove} />
        ) : (
          <p className="note">Nothing is watched yet: “Watch” stands beside every search and on the page of a name.</p>
        )}
      </section>
      {list && <Files list={list} add={add} fail={fail} />}
    </>
  );
}
