const CLOCK = '([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d{1,6})?)?([+-](0\\d|1[0-5])(:[0-5]\\d){0,2})?';
const TIME = new RegExp(`^(\\d{4,6})-(\\d\\d)-(\\d\\d)([ T]${CLOCK})?( BC)?$`);

/** Whether the text is a date or time as Postgres writes it, of a day there is: reading it never fails. */
export function isTime(text: string): boolean {
  if (/^-?infinity$/.test(text)) return true;
  const [, year = '', month, day] = TIME.exec(text) ?? [];
  if (!day || Number(year) === 0) return false;
  const astronomical = text.endsWith(' BC') ? 1 - Number(year) : Number(year);
  const date = new Date(0);
  date.setUTCFullYear(astronomical, Number(month) - 1, Number(day));
  // A day that its month does not have lies in another month; Postgres counts from 4713 BC to 294276.
  return date.getUTCMonth() + 1 === Number(month) && astronomical > -4712 && astronomical < 200_000;
}
