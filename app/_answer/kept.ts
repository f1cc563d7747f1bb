/** What a visitor chose and the browser keeps: in cookies, so that the server knows before the first byte. */
export interface Kept {
  /** Null: as the system has it. */
  theme: 'light' | 'dark' | null;
  /** `strict` also blurs what nobody scored. Off until the visitor turns them on. */
  images: 'off' | 'on' | 'strict';
}

/** The choices there are, by the name of their cookie; the first is what holds when nothing was chosen. */
export const KEPT_CHOICES = {
  theme: ['system', 'light', 'dark'],
  images: ['off', 'on', 'strict'],
} as const;

const value = (cookie: string, name: string): string | undefined =>
  cookie
    .split(';')
    .map((pair) => pair.trim().split('='))
    .find(([key]) => key === name)?.[1];

/** Reads a Cookie header; what is not one of the choices counts as not chosen. */
export function keptIn(cookie: string | undefined): Kept {
  const theme = value(cookie ?? '', 'theme');
  const images = value(cookie ?? '', 'images');
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : null,
    images: images === 'on' || images === 'strict' ? images : 'off',
  };
}
