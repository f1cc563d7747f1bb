/** Items that repeat and never move, each with its place as a key. */
export const numbered = <T>(items: readonly T[]): { place: number; item: T }[] =>
  items.map((item, place) => ({ place, item }));
