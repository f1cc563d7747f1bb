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

/** What each question was told since the page was opened; numbers are kept as they come. */
function useTold(questions: string[], attempt: (work: () => void) => void): ReadonlyMap<string, Told> {
  const [told, setTold] = useState<ReadonlyMap<string, Told>>(new Map());
  const asked = JSON.stringify([...new Set(questions)].sort());
  useEffect(() => {
    const away = new AbortController();
    const tell = (question: string, answer: Told) => {
      setTold((known) => new Map(known).set(question, answer));
      if ('counted' in answer) attempt(() => rememberCount(question, answer.counted, answer.words));
    };
    askAll(JSON.parse(asked), tell, away.signal);
    return () => away.abort();
  }, [asked, attempt]);
  return told;
}

/** What goes wrong in keeping, as a sentence; null: nothing did. */
function useTrouble() {
  const [trouble, fail] = useState<string | null>(null);
  const attempt = useCallback((work: () => void) => {
    try {
      work();
      fail(null);
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
    }
  }, []);
  return { trouble, fail, attempt };
}

/** The list of this browser, the one in the address, what they were told now and at the last visit. */
export function useWatched() {
  const [list, setList] = useState<Watched[] | null>(null);
  const [before, setBefore] = useState<Watched[]>([]);
  const [shared, setShared] = useState<string[]>([]);
  const { trouble, fail, attempt } = useTrouble();
  const show = useCallback((kept: Watched[]) => {
    setBefore(listBefore(kept));
    setList(kept);
  }, []);
  useEffect(() => {
    const away = new AbortController();
    const read = () =>
      attempt(() => {
        setShared(listOf(location.hash));
        show(keptList());
      });
    read();
    addEventListener('hashchange', read, { signal: away.signal });
    addEventListener('storage', read, { signal: away.signal });
    return () => away.abort();
  }, [attempt, show]);
  const told = useTold([...(list ?? []).map(({ question }) => question), ...shared], attempt);
  const keep = (changed: Watched[]) => {
    keepList(changed);
    show(changed);
  };
  return {
    list,
    before: new Map(before.map((watched) => [watched.question, watched])),
    shared,
    told,
    trouble,
    fail,
    add: (others: Watched[]) => attempt(() => keep(united(keptList(), others))),
    remove: (question: string) => attempt(() => keep(keptList().filter((watched) => watched.question !== question))),
  };
}
