import { useRef, useState } from 'react';
import type { ShownSuggestion } from './suggest-box.tsx';

/** Milliseconds of rest in typing before anything is asked. */
const REST = 120;

/** What begins as the text does, as the fingers rest; an answer that comes too late is thrown away. Blank: nothing. */
export function useSuggestions(from: string) {
  const [items, setItems] = useState<ShownSuggestion[]>([]);
  const asking = useRef<AbortController>(null);
  const ask = (text: string) => {
    asking.current?.abort();
    const away = new AbortController();
    asking.current = away;
    if (text.trim() === '') return setItems([]);
    setTimeout(async () => {
      if (away.signal.aborted) return;
      try {
        const response = await fetch(`${from}?q=${encodeURIComponent(text.trim())}`, { signal: away.signal });
        const body = response.ok ? await response.json() : { suggestions: [] };
        if (!away.signal.aborted) setItems(body.suggestions);
      } catch {
        // Without suggestions the box is still a form.
        if (!away.signal.aborted) setItems([]);
      }
    }, REST);
  };
  return { items, ask };
}
