import type { ReactNode } from 'react';
import type { Answer } from '../../db/query.ts';
import type { Late } from '../_answer/late.ts';
import { Later, WithoutScript } from './later.tsx';

interface EntryProps {
  /** Names the section in the page, and in its address after #. */
  id: string;
  title: ReactNode;
  /** What to know about it, under the title. */
  note?: ReactNode;
  children: ReactNode;
}

/** One entry of a catalogue page: a title in the margin, and what it says beside it. */
export function Entry({ id, title, note, children }: EntryProps) {
  return (
    <section className="entry" id={id} aria-labelledby={`${id}-title`}>
      <div className="margin">
        <h2 id={`${id}-title`}>{title}</h2>
        {note && <div className="note">{note}</div>}
      </div>
      <div className="body">{children}</div>
    </section>
  );
}

interface PartProps<T> {
  of: Late<Answer<T> | null>;
  /** The page in one piece, for browsers without scripts. */
  whole: string;
  /** What is on its way, for the link to it: "the words". */
  what: string;
  children: (value: T) => ReactNode;
}

/** A part that is counted while the rest is read; what took too long says so, and what there is no column for is nothing. */
export function Part<T>({ of, whole, what, children }: PartProps<T>) {
  const fallback = (
    <div className="coming">
      <span className="pending" aria-hidden="true">
        counting
      </span>
      <WithoutScript href={whole}>Show {what}</WithoutScript>
    </div>
  );
  return (
    <Later of={of} fallback={fallback}>
      {(answer) => {
        if (answer === null) return null;
        if (answer.state === 'answered') return children(answer.value);
        return <p className="hint">Not known: it took longer than {answer.milliseconds / 1000} s.</p>;
      }}
    </Later>
  );
}
