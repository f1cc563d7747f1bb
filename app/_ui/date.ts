const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** The day of a time as Postgres writes it: 22 November 2026, by UTC. What is no time stays as it is. */
export function dateText(time: string): string {
  const day = /^\d{4}-\d\d-\d\d/.exec(time)?.[0];
  return day ? DAY.format(new Date(`${day}T00:00:00Z`)) : time;
}
