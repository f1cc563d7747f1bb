import type { ReactNode } from 'react';
import { absolute } from '../_answer/report-links.ts';

/** A link of ours whose address stands beside it on paper, where nobody can follow it. */
export function WrittenLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a href={href} rel="nofollow" data-address={absolute(href)}>
      {children}
    </a>
  );
}
