/** A search as a tree: what must be found, whatever syntax said it. */
export type SearchTree =
  | { kind: 'words'; text: string; prefix: boolean }
  | { kind: 'and' | 'or'; parts: SearchTree[] }
  | { kind: 'not'; part: SearchTree }
  /** Phrases right after one another. */
  | { kind: 'adjacent'; parts: SearchTree[] }
  /** Two phrases with at most `distance` words between, in either order. */
  | { kind: 'near'; parts: [SearchTree, SearchTree]; distance: number }
  /** The caption begins so. */
  | { kind: 'initial'; part: SearchTree };

export const words = (text: string, prefix = false): SearchTree => ({ kind: 'words', text, prefix });

export const allOf = (parts: SearchTree[]): SearchTree =>
  parts.length === 1 ? (parts[0] as SearchTree) : { kind: 'and', parts };
