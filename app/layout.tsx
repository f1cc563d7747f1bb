import '@fontsource-variable/inter';
import '@fontsource-variable/newsreader/opsz.css';
import '@fontsource-variable/newsreader/opsz-italic.css';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { keptIn } from './_answer/kept.ts';
import { exchange } from './_http/exchange.ts';
import { Hands } from './_ui/hands.tsx';
import './tokens.css';
import './look/base.css';
import './look/frame.css';
import './look/question.css';
import './look/table.css';
import './look/facets.css';
import './look/gallery.css';
import './look/ratios.css';
import './look/summary.css';
import './look/home.css';
import './look/board.css';
import './look/row.css';
import './look/compare.css';
import './look/contrast.css';
import './look/prose.css';
import './look/sql.css';
import './look/report.css';
import './look/watch.css';
import './look/print.css';

export const metadata: Metadata = { referrer: 'no-referrer', icons: { icon: '/icon.svg' } };

// Every page depends on the request, if only on the paper the visitor chose.
export const dynamic = 'force-dynamic';

export default function Layout({ children }: { children: ReactNode }) {
  const { theme, images } = keptIn(exchange().headers.cookie);
  exchange().showsPictures = images !== 'off';
  return (
    <html lang="en" data-theme={theme ?? undefined} suppressHydrationWarning>
      <body>
        {children}
        <Hands />
      </body>
    </html>
  );
}
