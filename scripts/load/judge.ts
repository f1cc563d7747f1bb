import { createHash } from 'node:crypto';
import { isPartial } from '../faults/answers.ts';
import type { VersionName } from '../faults/rig.ts';
import type { Question } from './questions.ts';

/** By version, what is right. */
export type Expected = Record<VersionName, string>;

export interface Verdict {
  /** Null: right of both, or of neither. */
  version: VersionName | null;
  /** Why it is no right answer; null: it is one. */
  wrong: string | null;
  /** It says itself that a part of it is not known, for it took too long. */
  isLate?: boolean;
}

const NOT_KNOWN = 'a part is not known';

/**
 * Compares answers with the oracle. The rows name their version, for a number is never given to another row and no host
 * is in both; the count and the facets beside them must be of the same. An ETag must always stand for one answer.
 */
export class Judge {
  private readonly known = new Map<string, string>();
  readonly counts: Record<VersionName, number> = { a: 0, b: 0 };

  constructor(private readonly expected: Map<Question, Expected>) {}

  judge(question: Question, body: string, etag: string | undefined): Verdict {
    const told = this.told(question, body);
    const right = this.expected.get(question);
    if (told === NOT_KNOWN) return { version: null, wrong: null, isLate: true };
    const version = told === right?.a ? 'a' : told === right?.b ? 'b' : null;
    if (right && version && right.a === right.b) return { version: null, wrong: null };
    if (!version) return { version, wrong: `${question.path} answered ${told.slice(0, 300)}` };
    this.counts[version]++;
    if (!etag) return { version, wrong: null };
    const key = `${question.path} ${etag}`;
    const hash = createHash('sha256').update(told).digest('base64url');
    const before = this.known.get(key);
    this.known.set(key, hash);
    const isTorn = before !== undefined && before !== hash;
    return { version, wrong: isTorn ? `${question.path} answered two things under ${etag}` : null };
  }

  private told(question: Question, body: string): string {
    try {
      if (body.startsWith('{') && isPartial(body)) return NOT_KNOWN;
      return question.read(body);
    } catch (error) {
      return `unreadable: ${(error as Error).message}`;
    }
  }
}
