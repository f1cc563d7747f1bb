import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { connect, type Sql } from '../db/client.ts';
import { addRules, listRules, removeRules } from '../db/exclusions/exclusions.ts';
import { KINDS, type Rule, ruleInLine, ruleOf } from '../db/exclusions/rules.ts';
import { SetupError } from '../db/setup-error.ts';
import { runCommand } from './command.ts';

const USAGE = `npm run exclude -- add KIND VALUE [--reason TEXT]
npm run exclude -- remove KIND VALUE
npm run exclude -- import FILE [--reason TEXT]
npm run exclude -- list [--all]

KIND is ${KINDS.join(', ')}. A FILE has a rule a line: "KIND VALUE", or a URL or a hash of one by itself; lines that begin
with # are left out. list --all also shows what was removed, and when.`;

const mistake = (sentence: string) => new SetupError(`${sentence}\n\n${USAGE}`);

type Command = (owner: Sql) => Promise<void>;

const figure = (n: number, one: string, many: string) => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

const adding =
  (rules: Rule[], reason: string | null): Command =>
  async (owner) => {
    const began = performance.now();
    const { rules: added, rows } = await addRules(owner, rules, reason);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const known = rules.length - added;
    const already = known > 0 ? `, ${figure(known, 'was', 'were')} in force already` : '';
    console.log(
      `${figure(added, 'rule', 'rules')} in force${already}; ${figure(rows, 'row', 'rows')} taken out in ${seconds} s.`,
    );
  };

const removing =
  (rule: Rule): Command =>
  async (owner) => {
    const { rules, rows } = await removeRules(owner, [rule]);
    if (rules === 0) throw new SetupError(`No rule in force says ${rule.kind} ${rule.value}.`);
    console.log(`${figure(rules, 'rule', 'rules')} ended; ${figure(rows, 'row is', 'rows are')} back.`);
  };

const listing =
  (all: boolean): Command =>
  async (owner) => {
    const rules = await listRules(owner, !all);
    for (const { kind, value, reason, addedAt, removedAt } of rules) {
      const ended = removedAt ? `, ended ${removedAt}` : '';
      console.log(`${kind} ${value} · since ${addedAt}${ended}${reason ? ` · ${reason}` : ''}`);
    }
    console.log(figure(rules.length, 'rule', 'rules'));
  };

/** The rules of a file. Throws a SetupError that names the line. */
async function rulesOf(path: string): Promise<Rule[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new SetupError(`${path} cannot be read.`);
  });
  const rules = text.split(/\r?\n/).flatMap((line, i) => {
    try {
      return ruleInLine(line) ?? [];
    } catch (error) {
      throw new SetupError(`${path}, line ${i + 1}: ${(error as Error).message}`);
    }
  });
  if (rules.length === 0) throw new SetupError(`${path} holds no rule.`);
  return rules;
}

async function commandOf(argv: string[]): Promise<Command> {
  const options = { reason: { type: 'string' }, all: { type: 'boolean' } } as const;
  let given: { values: { reason?: string; all?: boolean }; positionals: string[] };
  try {
    given = parseArgs({ args: argv, allowPositionals: true, options });
  } catch (error) {
    throw mistake((error as Error).message);
  }
  const [command, ...rest] = given.positionals;
  const reason = given.values.reason ?? null;
  const [kind, ...words] = rest;
  if (command === 'add' && kind && words.length > 0) return adding([ruleOf(kind, words.join(' '))], reason);
  if (command === 'remove' && kind && words.length > 0) return removing(ruleOf(kind, words.join(' ')));
  if (command === 'import' && kind && words.length === 0) return adding(await rulesOf(kind), reason);
  if (command === 'list' && rest.length === 0) return listing(given.values.all ?? false);
  throw mistake(command ? `"${given.positionals.join(' ')}" cannot be done.` : 'What is to be done?');
}

runCommand('Rules that were being added stay in force: add them again to see them through.', async (argv) => {
  const command = await commandOf(argv);
  return async (url, signal) => {
    const owner = connect(url, 2, { client_min_messages: 'warning' });
    const stop = () => void owner.end({ timeout: 0 });
    signal.addEventListener('abort', stop);
    await command(owner).finally(() => owner.end({ timeout: 5 }));
  };
});
