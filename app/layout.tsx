import '@fontsource-variable/inter';
import '@fontsource-variable/newsreader/opsz.css';
import '@fontsource-variable/newsreader/opsz-italic.css';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import './tokens.css';
import './look.css';

export const metadata: Metadata = { referrer: 'no-referrer' };

export default function Layout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
