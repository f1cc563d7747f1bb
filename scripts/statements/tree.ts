/** A node of Postgres's parse tree, as libpg-query gives it: fields by name. */
export type Node = { [field: string]: unknown };

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A node's field as a node; an empty one where there is none. */
export const field = (node: Node, name: string): Node => (isNode(node[name]) ? (node[name] as Node) : {});

export const list = (node: Node, name: string): Node[] => ((node[name] ?? []) as unknown[]).filter(isNode);

/** The texts of a list of String nodes. */
export const strings = (values: Node[]): string[] =>
  values.flatMap((value) => (isNode(value.String) ? [String(value.String.sval ?? '')] : []));

/** Every node of a kind below a node, it included. What `stopAt` names is not looked into. */
export function* nodesOf(root: unknown, kind: string, stopAt: readonly string[] = []): Generator<Node> {
  if (Array.isArray(root)) {
    for (const each of root) yield* nodesOf(each, kind, stopAt);
    return;
  }
  if (!isNode(root)) return;
  for (const [name, value] of Object.entries(root)) {
    if (name === kind && isNode(value)) yield value;
    if (!stopAt.includes(name)) yield* nodesOf(value, kind, stopAt);
  }
}
