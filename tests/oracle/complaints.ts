import type { AskedQuestion } from './question.ts';

/** What is wrong with the answer to a question; null: nothing. */
export type Check = (question: AskedQuestion, number: number) => Promise<string | null>;

const AT_ONCE = 3;

/** What was wrong with each question that fails, with all it takes to ask it again. */
export async function complaints(seed: number, asked: readonly AskedQuestion[], check: Check): Promise<string[]> {
  const told: string[] = [];
  const left = [...asked.entries()];
  const work = async () => {
    for (let entry = left.shift(); entry; entry = left.shift()) {
      const [number, question] = entry;
      const complaint = await check(question, number).catch((error: Error) => String(error));
      if (complaint)
        told.push(`seed ${seed} question ${number}: /${question.table.name}?${question.asked}\n  ${complaint}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return told;
}
