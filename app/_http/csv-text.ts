const NEEDS_QUOTES = /[",\r\n]/;

/** One line of RFC 4180: commas, CRLF, quotes only where a cell needs them. */
export function csvLine(cells: string[]): string {
  return `${cells.map((cell) => (NEEDS_QUOTES.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\r\n`;
}

/** A cell that a spreadsheet would take for a formula, made text by an apostrophe before it. */
export const safeCell = (cell: string): string => (/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);
