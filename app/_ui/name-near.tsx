import type { NearName } from '../_answer/near-names.ts';
import { labelPath } from '../_url/paths.ts';
import { Bars } from './board-bars.tsx';
import { Later } from './later.tsx';
import type { NameViewProps } from './name-view.tsx';
import { Entry } from './row-entry.tsx';

const KINDS: Record<string, string> = { artists: 'artist', celebrities: 'celebrity', characters: 'character' };

/** A name as it is compared: without accents, capitals and spaces at its ends. */
export const folded = (name: string) => name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

/** What was found, the name itself apart from the others. */
function Found({ found, props: { dataset, name, listed } }: { found: NearName[]; props: NameViewProps }) {
  const isItself = (near: NearName) =>
    listed ? near.kind === listed.table && near.name === listed.row.name : folded(near.name) === folded(name);
  const itself = listed ? undefined : found.find(isItself);
  const others = found.filter((near) => !isItself(near)).slice(0, 8);
  return (
    <>
      {itself && (
        <p className="note">
          The name itself stands in the list of {itself.kind}, as{' '}
          <a href={labelPath(dataset.name, itself.kind, itself.name)}>{itself.name}</a>.
        </p>
      )}
      {others.length === 0 && (
        <p className="note">No {itself || listed ? 'other ' : ''}name of the lists is spelled much like this.</p>
      )}
      <Bars
        bars={others.map((near) => ({
          label: near.name,
          count: near.count,
          href: labelPath(dataset.name, near.kind, near.name),
          kind: KINDS[near.kind],
        }))}
      />
    </>
  );
}

/** Names of the lists spelled much like this one, and whether it is in a list itself. */
export function NameNear(props: NameViewProps) {
  const fallback = (
    <span className="pending" aria-hidden="true">
      looking
    </span>
  );
  return (
    <Entry id="near" title="Spelled much like it, in the lists">
      <Later of={props.shown.near} fallback={fallback}>
        {(found) =>
          found === null ? <p className="hint">Not looked up in time.</p> : <Found found={found} props={props} />
        }
      </Later>
    </Entry>
  );
}
