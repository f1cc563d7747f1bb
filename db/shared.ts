/**
 * What all bundles of pages and the server itself share: each has modules of its own, so what there is to be one of in a
 * process is kept by the process. `make` is called for the first who asks.
 */
export function shared<T>(name: string, make: () => T): T {
  const key = Symbol.for(`aesthetic-explorer.${name}`);
  const held = globalThis as unknown as Record<symbol, T | undefined>;
  held[key] ??= make();
  return held[key];
}
