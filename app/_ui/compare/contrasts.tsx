import type { CaptionContrast } from '../../../db/compare/caption-contrast.ts';
import type { NamedSite } from '../../../db/compare/read-sites.ts';
import type { Comparison, Sides } from '../../_answer/compare/compare-page.ts';
import { imagesLink } from '../../_url/compare/links.ts';
import { withPart, withValue } from '../../_url/compare/narrowed.ts';
import { letterOf } from '../../_url/compare/side-words.ts';
import { SIDES, type SideName } from '../../_url/compare/sides.ts';
import { countText } from '../number.ts';
import { Entry, Part } from '../row-entry.tsx';
import { ContrastTables, type LineWords } from './contrast-table.tsx';

interface ContrastsProps {
  of: Comparison;
  /** The page in one piece. */
  whole: string;
}

const KINDS: Record<string, string> = { artists: 'artist', celebrities: 'celebrity', characters: 'character' };

const siteHref = (sides: Sides, name: SideName, { keys }: NamedSite): string | null => {
  const { dataset, table, question } = sides[name];
  const key = keys[name];
  return key === null ? null : imagesLink(dataset, table, withValue(question, 'site_id', String(key)));
};

export function Sites({ of, whole }: ContrastsProps) {
  if (of.sites.outcome && 'value' in of.sites.outcome && of.sites.outcome.value === null) return null;
  const lineOf = (site: NamedSite): LineWords => ({
    key: site.label,
    label: site.label,
    href: { a: siteHref(of.sides, 'a', site), b: siteHref(of.sides, 'b', site) },
  });
  return (
    <Entry id="sites" title="Sites" note="Counted in all images of either side.">
      <Part of={of.sites} whole={whole} what="the sites">
        {(contrast) => <ContrastTables contrast={contrast} one="site" lineOf={lineOf} />}
      </Part>
    </Entry>
  );
}

/** Of how many captions the counts are, where those are not all. */
function Sampled({ contrast: { captions, totals } }: { contrast: CaptionContrast }) {
  const parts = SIDES.filter((name) => totals[name] < captions[name]).map(
    (name) => `${countText(totals[name])} of the ${countText(captions[name])} captions of ${letterOf(name)}`,
  );
  if (parts.length === 0) return null;
  return (
    <p className="note sampled">
      Counted in an even sample of {parts.join(' and of ')}: such numbers are those of the sample, and lead nowhere.
    </p>
  );
}

function Captions({ of, contrast, one }: { of: Comparison; contrast: CaptionContrast; one: string }) {
  const { captions, totals } = contrast;
  const without = SIDES.filter((name) => captions[name] === 0);
  if (without.length > 0)
    return <p className="note">No image of {without.map(letterOf).join(' or ')} has a caption.</p>;
  const href = (name: SideName, part: CaptionContrast['over'][number]) => {
    const { dataset, table, question } = of.sides[name];
    const asked = totals[name] < captions[name] ? null : withPart(question, part);
    return asked && imagesLink(dataset, table, asked);
  };
  return (
    <>
      <ContrastTables
        contrast={contrast}
        one={one}
        lineOf={(part) => ({
          key: `${part.kind} ${part.label}`,
          label: part.label,
          kind: KINDS[part.kind],
          href: { a: href('a', part), b: href('b', part) },
        })}
      />
      <Sampled contrast={contrast} />
    </>
  );
}

interface CaptionsEntryProps extends ContrastsProps {
  id: 'words' | 'names';
  title: string;
  note: string;
}

function CaptionsEntry({ of, whole, id, title, note }: CaptionsEntryProps) {
  const { outcome } = of[id];
  if (outcome && 'value' in outcome && outcome.value === null) return null;
  return (
    <Entry id={id} title={title} note={note}>
      <Part of={of[id]} whole={whole} what={`the ${id}`}>
        {(contrast) => <Captions of={of} contrast={contrast} one={id.slice(0, -1)} />}
      </Part>
    </Entry>
  );
}

/** The words and the names that tell the captions of two sides apart. */
export function CaptionContrasts(props: ContrastsProps) {
  return (
    <>
      <CaptionsEntry
        {...props}
        id="words"
        title="Words"
        note="Captions that hold the word. Words of grammar, single letters and numbers are left out."
      />
      <CaptionsEntry
        {...props}
        id="names"
        title="Names"
        note="Captions that hold the name. Of the lists of artists, celebrities and characters, without names that are also common words."
      />
    </>
  );
}
