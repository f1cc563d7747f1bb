'use client';
import { type KeyboardEvent, useEffect, useId, useState } from 'react';
import { countText } from './number.ts';
import { useSuggestions } from './suggest-asked.ts';
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

interface State {
  items: ShownSuggestion[];
  /** The place of the chosen one; -1: none is. */
  active: number;
  isOpen: boolean;
}

/** What a key does: open, close, choose a place, follow a suggestion; null: what it does in any box. */
function actionOf(key: string, { items, active, isOpen }: State): 'open' | 'close' | number | ShownSuggestion | null {
  if (!isOpen) return key === 'ArrowDown' ? 'open' : null;
  if (key === 'ArrowDown') return active + 1;
  if (key === 'ArrowUp') return active < 0 ? items.length - 1 : active - 1;
  if (key === 'Escape') return 'close';
  return key === 'Enter' ? (items[active] ?? null) : null;
}

const comboboxOf = (id: string, active: number, isOpen: boolean) =>
  ({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': isOpen,
    'aria-controls': isOpen ? `${id}list` : undefined,
    'aria-activedescendant': active >= 0 ? `${id}${active}` : undefined,
  }) as const;

/** The box as a combobox: what it shows, and what its input listens to. */
function useCombobox(from: string) {
  const { items, ask } = useSuggestions(from);
  const [active, setActive] = useState(-1);
  const [isReady, setReady] = useState(false);
  const id = useId();
  // Without scripts it is a box like any other, and must not call itself a combobox.
  useEffect(() => setReady(true), []);
  const isOpen = items.length > 0;
  const begin = (typed: string) => {
    setActive(-1);
    ask(typed);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const act = actionOf(event.key, { items, active, isOpen });
    if (act === null) return;
    event.preventDefault();
    if (act === 'open') begin(event.currentTarget.value);
    else if (act === 'close') begin('');
    else if (typeof act === 'number') setActive(act === items.length ? -1 : act);
    else location.assign(act.href);
  };
  const input = {
    ...(isReady ? comboboxOf(id, active, isOpen) : {}),
    onKeyDown,
    onInput: (event: { currentTarget: HTMLInputElement }) => begin(event.currentTarget.value),
    onBlur: () => begin(''),
  };
  return { id, items, active, isOpen, input };
}

/**
 * The large search box: a plain form that, where scripts run, suggests names, sites and words. The keys are those of the
 * ARIA combobox: arrows choose, Enter follows the chosen one or else sends what was typed, Escape closes.
 */
export function SuggestBox({ action, from, label, text = '' }: SuggestBoxProps) {
  const { id, items, active, isOpen, input } = useCombobox(from);
  return (
    <search className="find">
      <form className="search" action={action} method="get">
        <input
          {...input}
          type="search"
          name="q"
          aria-label={label}
          placeholder={label}
          defaultValue={text}
          autoComplete="off"
          spellCheck={false}
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
