/** Something that was started and may not be there yet when the page is sent. */
export interface Late<T> {
  promise: Promise<T>;
  /** What came of it, once something has. */
  outcome: { value: T } | { error: unknown } | null;
}

/** Remembers what comes of a promise; a failure is met where it is shown, and until then is nobody's fault. */
export function late<T>(promise: Promise<T>): Late<T> {
  const watched: Late<T> = { promise, outcome: null };
  promise.then(
    (value) => {
      watched.outcome = { value };
    },
    (error: unknown) => {
      watched.outcome = { error };
    },
  );
  return watched;
}

/** Returns when all have come, or after so many milliseconds; null waits as long as it takes. Never throws. */
export async function giveTime(lates: Late<unknown>[], milliseconds: number | null): Promise<void> {
  const all = Promise.allSettled(lates.map(({ promise }) => promise));
  if (milliseconds === null) {
    await all;
    return;
  }
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([all, enough]);
  clearTimeout(timer);
}
