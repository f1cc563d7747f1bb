'use client';
import { useEffect } from 'react';
import { brushPlots } from './hands/brush.ts';
import { copyLinks } from './hands/copy.ts';
import { keepChoices } from './hands/keep.ts';
import { listenToKeys } from './hands/keys.ts';
import { markDeadPictures } from './hands/pictures.ts';
import { printPages } from './hands/print.ts';
import { watchQuestions } from './hands/watch.ts';

/**
 * Everything a script adds to a page: conveniences for what links and forms do by themselves. Each listens at the
 * document, so that what streams in later is served too, until the signal ends it.
 */
export function Hands() {
  useEffect(() => {
    const away = new AbortController();
    document.documentElement.dataset.hands = '';
    for (const begin of [
      listenToKeys,
      copyLinks,
      keepChoices,
      brushPlots,
      markDeadPictures,
      printPages,
      watchQuestions,
    ])
      begin(away.signal);
    return () => away.abort();
  }, []);
  return null;
}
