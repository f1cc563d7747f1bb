import { fingerprintSync, loadModule, parseSync } from 'libpg-query';
import type { Collected } from './collect.ts';
import type { BrokenRule } from './definitions.ts';
import type { Logged } from './log.ts';
import { brokenRules, RULES } from './rules.ts';
import type { Node } from './tree.ts';

/** Statements that differ in nothing but values and the version they are asked of. */
export interface Shape {
  /** One of them, with the version's schema under the name that all are given. */
  text: string;
  values: (string | null)[];
  types: string[] | null;
  /** The steps that it was asked in, and by whom, with how often. */
  asked: Map<string, number>;
}

/** The schema that every version is written as. */
export const SCHEMA = 'dataset_v1';
const VERSION = /\b(?:engine|plain|restored)_v\d+\b/g;

const UNREAD = /^\s*(begin|commit|rollback|start transaction|discard|savepoint|release)\b/i;

const partOf = ({ user, application }: Logged) =>
  [user.replace(/^.*_(reader|sql)$/, '$1'), application.replace(/^aesthetic-explorer ?| [0-9a-f]{12}$/g, '')]
    .filter(Boolean)
    .join(', ');

/** What was collected as shapes, in the order in which they were first asked. */
export async function shapesOf({ logged, types }: Pick<Collected, 'logged' | 'types'>): Promise<Shape[]> {
  await loadModule();
  const shapes = new Map<string, Shape>();
  for (const each of logged.filter(({ text }) => !UNREAD.test(text))) {
    const text = each.text.replaceAll(VERSION, SCHEMA);
    const key = keyOf(text);
    const values = each.values.map((value) => value?.replaceAll(VERSION, SCHEMA) ?? null);
    const shape = shapes.get(key) ?? { text, values, types: types.get(each.text) ?? null, asked: new Map() };
    const from = `${each.step} (${partOf(each)})`;
    shape.asked.set(from, (shape.asked.get(from) ?? 0) + 1);
    shapes.set(key, shape);
  }
  return [...shapes.values()];
}

/** A visitor's statement may be none that can be read. */
function keyOf(text: string): string {
  try {
    return fingerprintSync(text);
  } catch {
    return text;
  }
}

/** The statements that a cluster would refuse, with the rule that each breaks. Throws for one that cannot be read. */
export async function checkShapes(
  shapes: readonly Pick<Shape, 'text'>[],
  columns: Collected['columns'],
): Promise<BrokenRule[]> {
  await loadModule();
  return shapes.flatMap(({ text }) =>
    brokenRules(parseSync(text) as Node, { columns }).map((rule) => ({ what: text, rule: RULES[rule] })),
  );
}
