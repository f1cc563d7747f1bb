import type { Contrast, Counted } from './contrast.ts';

/** A word or name of captions, and what finds it when typed into the search box. */
export interface PartCounts extends Counted {
  /** The table the name stands in; `word` for a word. */
  kind: string;
  label: string;
  search: string;
}

/** What tells the captions of two sides apart: its totals are the captions read, of so many there are on either side. */
export interface CaptionContrast extends Contrast<PartCounts> {
  captions: Counted;
}
