import { hitsIn, type Stretch, type soughtOf } from '../../db/queries/hits.ts';
import { countText } from './number.ts';
import { numbered } from './numbered.ts';

/** Letters of a caption that a row shows at once, and that it shows at all. */
const FOLD = 260;
export const MOST = 2000;

interface CaptionProps {
  text: string;
  sought: ReturnType<typeof soughtOf>;
  /** The row's page. */
  href: string | null;
}

/** A text with what was searched marked in it. */
export function Stretches({ stretches }: { stretches: Stretch[] }) {
  return numbered(stretches).map(({ place, item: { text, hit } }) => (hit ? <mark key={place}>{text}</mark> : text));
}

/** Where to fold: before a word if one begins nearby, never within a surrogate pair. */
function foldAt(text: string): number {
  const space = text.lastIndexOf(' ', FOLD);
  const at = space > FOLD - 60 ? space : FOLD;
  return /[\ud800-\udbff]/.test(text.charAt(at - 1)) ? at - 1 : at;
}

/** The stretches cut in two at a place of the text. */
function cut(stretches: Stretch[], at: number): [Stretch[], Stretch[]] {
  const before: Stretch[] = [];
  const after: Stretch[] = [];
  let seen = 0;
  for (const { text, hit } of stretches) {
    const inside = Math.max(0, Math.min(text.length, at - seen));
    if (inside > 0) before.push({ text: text.slice(0, inside), hit });
    if (inside < text.length) after.push({ text: text.slice(inside), hit });
    seen += text.length;
  }
  return [before, after];
}

/** A caption with what was searched marked in it; a long one is folded. By its own direction. */
export function Caption({ text, sought, href }: CaptionProps) {
  const stretches = hitsIn(text.slice(0, MOST), sought);
  const isLong = text.length > FOLD + 40;
  const [before, after] = isLong ? cut(stretches, foldAt(text)) : [stretches, []];
  const words = <Stretches stretches={before} />;
  return (
    <bdi>
      {href ? <a href={href}>{words}</a> : words}
      {isLong && (
        <details className="fold">
          <summary>… {countText(text.length - FOLD)} letters more</summary>
          <Stretches stretches={after} />
          {text.length > MOST && ' …'}
        </details>
      )}
    </bdi>
  );
}
