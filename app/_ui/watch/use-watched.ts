import { useCallback, useEffect, useState } from 'react';
import { listOf } from '../../_url/watched.ts';
import { askCount, type Told } from './ask-count.ts';
import { keepList, keptList, rememberCount, united, type Watched } from './kept-list.ts';

/** Questions asked at once. */
const AT_ONCE = 4;
/** The list as it was when this tab first showed it: what "last time" means until the tab is closed. */
const BEFORE = 'watch-before';

/** The list of the last visit; another look at the page in the same tab is the same visit. */
function listBefore(list: Watched[]): Watched[] {
  const text = sessionStorage.getItem(BEFORE);
  const before: Watched[] = text === null ? [] : JSON.parse(text);
  const known = new Set(before.map(({ question }) => question));
  const whole = [...before, ...list.filter(({ question }) => !known.has(question))];
  sessionStorage.setItem(BEFORE, JSON.stringify(whole));
  return whole;
}

/** Asks every question, a few at a time. */
async function askAll(questions: string[], tell: (question: string, told: Told) => void, signal: AbortSignal) {
  const waiting = [...questions];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined && !signal.aborted; next = waiting.shift()) {
      const told = await askCount(next);
      if (!signal.aborted) tell(next, told);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** The list of this browser, the one in the address, what they were told now and at the last visit. */
export function useWatched() {
  const [list, setList] = useState<Watched[] | null>(null);
  const [before, setBefore] = useState<Watched[]>([]);
  const [shared, setShared] = useState<string[]>([]);
  const [told, setTold] = useState<ReadonlyMap<string, Told>>(new Map());
  const [trouble, setTrouble] = useState<string | null>(null);

  const attempt = useCallback((work: () => void) => {
    try {
      work();
      setTrouble(null);
    } catch (error) {
      setTrouble(error instanceof Error ? error.message : String(error));
    }
  }, []);

  useEffect(() => {
    const away = new AbortController();
    const read = () =>
      attempt(() => {
        setShared(listOf(location.hash));
        const kept = keptList();
        setBefore(listBefore(kept));
        setList(kept);
      });
    read();
    addEventListener('hashchange', read, { signal: away.signal });
    addEventListener('storage', read, { signal: away.signal });
    return () => away.abort();
  }, [attempt]);

  const asked = JSON.stringify([...new Set([...(list ?? []).map(({ question }) => question), ...shared])].sort());
  useEffect(() => {
    const away = new AbortController();
    const tell = (question: string, answer: Told) => {
      setTold((known) => new Map(known).set(question, answer));
      if ('counted' in answer) attempt(() => rememberCount(question, answer.counted, answer.words));
    };
    askAll(JSON.parse(asked), tell, away.signal);
    return () => away.abort();
  }, [asked, attempt]);

  const keep = (changed: (list: Watched[]) => Watched[]) =>
    attempt(() => {
      const next = changed(keptList());
      keepList(next);
      setBefore(listBefore(next));
      setList(next);
    });
  return {
    list,
    before: new Map(before.map((watched) => [watched.question, watched])),
    shared,
    told,
    trouble,
    fail: setTrouble,
    add: (others: Watched[]) => keep((kept) => united(kept, others)),
    remove: (question: string) => keep((kept) => kept.filter((watched) => watched.question !== question)),
  };
}
