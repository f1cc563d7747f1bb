import { imagesText } from './number.ts';
import type { ShownSuggestion } from './suggest-box.tsx';

interface SuggestListProps {
  /** What the ids of the list and its options begin with. */
  id: string;
  items: ShownSuggestion[];
  active: number;
}

/** The suggestions, each with what it is and how many images it stands for. */
export function SuggestList({ id, items, active }: SuggestListProps) {
  return (
    <div className="suggestions" role="listbox" id={`${id}list`} aria-label="Suggestions">
      {items.map((item, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the box's, which keeps the focus.
        <div
          key={item.href}
          className="suggestion"
          role="option"
          tabIndex={-1}
          id={`${id}${i}`}
          aria-selected={i === active}
          // The box keeps the focus, so that the list is still there when the finger is lifted.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => location.assign(item.href)}
        >
          <bdi>{item.label}</bdi>
          <span className="kind">{item.kind}</span>
          <span className="n">{imagesText(item.count)}</span>
        </div>
      ))}
    </div>
  );
}
