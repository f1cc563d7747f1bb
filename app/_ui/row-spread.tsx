import type { Answer } from '../../db/query.ts';
import type { Late } from '../_answer/late.ts';
import type { Scores } from '../_answer/scores.ts';
import { Entry, Part } from './row-entry.tsx';
import { ScoresAgainst } from './row-scores.tsx';

interface SpreadProps {
  scores: Late<Answer<Scores> | null>;
  whole: string;
  /** What the images are of. */
  of: string;
}

/** The entry on the scores of some images; none for data that has no scores. */
export function Spread({ scores, whole, of }: SpreadProps) {
  if (scores.outcome && 'value' in scores.outcome && scores.outcome.value === null) return null;
  return (
    <Entry id="scores" title="Their scores">
      <Part of={scores} whole={whole} what="the scores">
        {(found) => <ScoresAgainst scores={found} of={of} />}
      </Part>
    </Entry>
  );
}
