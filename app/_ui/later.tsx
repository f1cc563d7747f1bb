import { type ReactNode, Suspense } from 'react';
import type { Answer } from '../../db/query.ts';
import type { Late } from '../_answer/late.ts';
import { failureOf } from '../_http/failure.ts';
import { known } from './known.ts';

interface LaterProps<T> {
  of: Late<T>;
  /** What stands there until it has come: of the same height, and without motion. */
  fallback: ReactNode;
  children: (value: T) => ReactNode;
}

/** An outage of one part is said in its place; the rest of the page stands. */
function Failed({ error }: { error: unknown }) {
  // The visitor went away: nobody reads this.
  if (error instanceof Error && error.name === 'AbortError') return null;
  return <p className="hint">Not known: {failureOf(error).errors[0]}</p>;
}

async function Awaited<T>({ of, children }: Pick<LaterProps<T>, 'of' | 'children'>) {
  try {
    return children(await of.promise);
  } catch (error) {
    return <Failed error={error} />;
  }
}

/** A part of the page that comes when it is ready: in the first bytes where it already is. */
export function Later<T>({ of, fallback, children }: LaterProps<T>) {
  if (of.outcome && 'value' in of.outcome) return children(of.outcome.value);
  if (of.outcome) return <Failed error={of.outcome.error} />;
  return (
    <Suspense fallback={fallback}>
      <Awaited of={of}>{children}</Awaited>
    </Suspense>
  );
}

interface MeanwhileProps<T> {
  of: Late<Answer<T> | null>;
  /** Null: it has not come, took too long or failed; then what holds whatever comes. */
  children: (value: T | null) => ReactNode;
}

async function Settled<T>({ of, children }: MeanwhileProps<T>) {
  await of.promise.catch(() => {});
  return children(known(of));
}

/** A part that is there at once, and says more when an answer has come. */
export function Meanwhile<T>({ of, children }: MeanwhileProps<T>) {
  if (of.outcome) return children(known(of));
  return (
    <Suspense fallback={children(null)}>
      <Settled of={of}>{children}</Settled>
    </Suspense>
  );
}

/** Without a script nothing that comes later is shown: a link asks for the page in one piece. */
export function WithoutScript({ href, children }: { href: string; children: ReactNode }) {
  return (
    <noscript>
      <a href={href} rel="nofollow">
        {children}
      </a>
    </noscript>
  );
}
