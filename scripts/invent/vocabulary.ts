const REAL_WORDS =
  'the of and a in with by on for art print painting canvas photo portrait vintage landscape poster abstract watercolor ' +
  'original oil wall flowers black white illustration blue red sunset sea girl mountain digital drawing woman forest home ' +
  'garden modern decor city night house design fashion wedding beautiful framed river winter autumn light tree beach sky ' +
  'gold green cat dog horse bird rose castle dragon queen king angel street bridge lake snow pencil ink sketch book cover';

const ONSETS = ['b', 'br', 'c', 'cl', 'd', 'f', 'fl', 'g', 'h', 'k', 'l', 'm', 'n', 'p', 'r', 's', 'st', 't', 'v', 'w'];
const VOWELS = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou'];
const ENDS = ['', 'l', 'm', 'n', 'r', 's', 't'];
const SPECIAL = [
  'café',
  'naïve',
  'Ωmega',
  '東京',
  'портрет',
  'العربية',
  'हिन्दी',
  '🌅',
  '🎨',
  "artist's",
  'e-book',
  '100%',
];

/** `size` different words, the most frequent first: common English ones, then invented ones. */
export function vocabulary(random: () => number, size: number): string[] {
  const words = new Set(REAL_WORDS.split(' '));
  while (words.size < size) words.add(inventedWord(random));
  return [...words].slice(0, size);
}

/** Words with what plain ones lack: accents, other scripts, emoji, punctuation. */
export const specialWords = (): string[] => [...SPECIAL];

/** Hosts of different sites, the most frequent first. They end in .example, which leads nowhere. */
export function hosts(random: () => number, size: number): string[] {
  const found = new Set<string>();
  while (found.size < size) {
    const site = `${inventedWord(random)}${pick(random, ['', '-art', '-photo', 'shop', 'prints'])}.example`;
    // Some sites serve their pictures from several hosts.
    const servers = random() < 0.1 ? 1 + Math.floor(random() * 6) : 1;
    for (let i = 1; i <= servers; i++) found.add(servers === 1 ? `www.${site}` : `cdn${i}.${site}`);
  }
  return [...found].slice(0, size);
}

function inventedWord(random: () => number): string {
  const syllables = 2 + Math.floor(random() * 3);
  const parts = Array.from({ length: syllables }, () => pick(random, ONSETS) + pick(random, VOWELS));
  return parts.join('') + pick(random, ENDS);
}

const pick = <T>(random: () => number, list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
