'use client';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { countText } from './number.ts';
import { SuggestList } from './suggest-list.tsx';

export interface ShownSuggestion {
  kind: string;
  label: string;
  count: number;
  href: string;
}

interface SuggestBoxProps {
  /** Where the form sends what was typed. */
  action: string;
  /** Where suggestions come from: JSON for `?q=`. */
  from: string;
  label: string;
  text?: string;
}

/** Milliseconds of rest in typing before anything is asked. */
const REST = 120;

/** What begins as the text does, as the fingers rest; an answer that comes too late is thrown away. */
function useSuggestions(from: string) {
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
  const forget = () => {
    asking.current?.abort();
    setItems([]);
  };
  return { items, ask, forget };
}

/**
 * The large search box: a plain form that, where scripts run, suggests names, sites and words. The keys are those of the
 * ARIA combobox: arrows choose, Enter follows the chosen one or else sends what was typed, Escape closes.
 */
export function SuggestBox({ action, from, label, text = '' }: SuggestBoxProps) {
  const { items, ask, forget } = useSuggestions(from);
  const [active, setActive] = useState(-1);
  const [isReady, setReady] = useState(false);
  const id = useId();
  // Without scripts it is a box like any other, and must not call itself a combobox.
  useEffect(() => setReady(true), []);
  const isOpen = items.length > 0;
  const close = () => {
    forget();
    setActive(-1);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const to = { ArrowDown: active + 1, ArrowUp: active < 0 ? items.length - 1 : active - 1 }[event.key];
    if (event.key === 'ArrowDown' && !isOpen) ask(event.currentTarget.value);
    else if (isOpen && to !== undefined) setActive(to === items.length ? -1 : to);
    else if (isOpen && event.key === 'Escape') close();
    else if (event.key === 'Enter' && items[active]) location.assign(items[active].href);
    else return;
    event.preventDefault();
  };
  const combobox = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': isOpen,
    'aria-controls': isOpen ? `${id}list` : undefined,
    'aria-activedescendant': active >= 0 ? `${id}${active}` : undefined,
  } as const;
  return (
    <search className="find">
      <form className="search" action={action} method="get">
        <input
          {...(isReady ? combobox : {})}
          type="search"
          name="q"
          aria-label={label}
          placeholder={label}
          defaultValue={text}
          autoComplete="off"
          spellCheck={false}
          onInput={(event) => {
            setActive(-1);
            ask(event.currentTarget.value);
          }}
          onKeyDown={onKeyDown}
          onBlur={close}
        />
        <kbd className="by-hand">/</kbd>
        <button type="submit">Search</button>
      </form>
      {isOpen && <SuggestList id={id} items={items} active={active} />}
      <p className="unseen" role="status">
        {isOpen ? `${countText(items.length)} suggestions` : ''}
      </p>
    </search>
  );
}
