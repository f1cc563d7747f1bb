import { searchTree } from '../queries/search.ts';
import type { SearchTree } from '../queries/search-tree.ts';
import type { Search } from '../query.ts';
import { SEARCH_FUNCTION } from '../search-expression.ts';
import { asciiWords } from './ascii-words.ts';
import { Bitmap } from './bitmap.ts';
import { MOST_PLACES } from './segment-writer.ts';
import type { Snapshot } from './snapshot.ts';
import type { Words } from './words.ts';

/** The engine cannot tell, Postgres can. */
export class ForPostgres extends Error {}

/** Texts whose words are remembered. */
const MOST_TEXTS = 1000;

/** Searches the captions of a version by its postings. */
export class Searcher {
  private readonly texts = new Map<string, Promise<string[]>>();

  constructor(
    private readonly snapshot: Snapshot,
    private readonly words: Words,
  ) {}

  /** The rows that a search finds. Throws BadRequest as Postgres's side does, and ForPostgres. */
  async rowsOf(search: Search): Promise<Bitmap> {
    const tree = searchTree(search);
    return (tree && (await this.rowsOfTree(tree))) ?? new Bitmap(this.snapshot.rows);
  }

  /** Null for a piece without any word: it adds nothing to what stands beside it. */
  private async rowsOfTree(tree: SearchTree): Promise<Bitmap | null> {
    switch (tree.kind) {
      case 'words':
        return this.phrase(await this.wordsIn(tree.text), tree.prefix);
      case 'and':
        return this.both(tree.parts);
      case 'or': {
        const parts = await this.all(tree.parts);
        return parts.length === 0 ? null : parts.reduce((rows, part) => rows.or(part));
      }
      case 'not': {
        const part = await this.rowsOfTree(tree.part);
        return part && (await this.words.captioned()).without(part);
      }
      case 'adjacent': {
        const pieces = await Promise.all(tree.parts.map((part) => this.plainWords(part)));
        return this.phrase(pieces.flat(), false);
      }
      default:
        throw new ForPostgres();
    }
  }

  private async all(trees: SearchTree[]): Promise<Bitmap[]> {
    const found: Bitmap[] = [];
    for (const tree of trees) {
      const rows = await this.rowsOfTree(tree);
      if (rows) found.push(rows);
    }
    return found;
  }

  private async both(trees: SearchTree[]): Promise<Bitmap | null> {
    const [first, ...others] = await this.all(trees);
    if (!first) return null;
    for (const other of others) first.and(other);
    return first;
  }

  private async plainWords(tree: SearchTree): Promise<string[]> {
    if (tree.kind !== 'words' || tree.prefix) throw new ForPostgres();
    return this.wordsIn(tree.text);
  }

  private async phrase(words: string[], prefix: boolean): Promise<Bitmap | null> {
    const [first, ...others] = words;
    if (first === undefined) return null;
    if (prefix && others.length > 0) throw new ForPostgres();
    if (prefix) return this.words.rowsBeginning(first);
    const rows = await this.words.rowsOf(first);
    for (const word of new Set(others)) if (word !== first) rows.and(await this.words.rowsOf(word));
    return others.length > 0 ? this.words.rowsInTurn(words, rows) : rows;
  }

  /** The words of a text in their order, as the search index sees them. */
  private async wordsIn(text: string): Promise<string[]> {
    const words = asciiWords(text);
    if (words) return words;
    const known = this.texts.get(text);
    if (known) return known;
    const reading = this.askWords(text).catch((error) => {
      this.texts.delete(text);
      throw error;
    });
    this.texts.set(text, reading);
    if (this.texts.size > MOST_TEXTS) this.texts.delete(this.texts.keys().next().value as string);
    return reading;
  }

  private async askWords(text: string): Promise<string[]> {
    const { sql } = this.snapshot;
    const rows = await sql<{ word: string }[]>`
      select lexeme as word
      from unnest(to_tsvector('simple'::regconfig, ${sql.unsafe(SEARCH_FUNCTION)}(${text}))) as v (lexeme, places, weights),
        unnest(places) as place order by place`;
    // A tsvector forgets further places of a word.
    if (rows.length >= MOST_PLACES) throw new ForPostgres();
    return rows.map((row) => row.word);
  }
}
