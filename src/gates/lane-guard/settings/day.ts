const form = /^\d{4}-\d{2}-\d{2}$/;
const millisecondsADay = 86_400_000;

/** What is wrong with a day; undefined when nothing is. */
export function objectionToDay(text: string): string | undefined {
  if (!form.test(text)) return "Write the last day as 2027-01-31";
  const start = startOf(text);
  const isInCalendar = !Number.isNaN(start) && new Date(start).toISOString().startsWith(text);
  return isInCalendar ? undefined : "There is no such day";
}

/** How many days lie between two that have no objection; negative when the second is the earlier. */
export function daysBetween(first: string, second: string): number {
  return Math.round((startOf(second) - startOf(first)) / millisecondsADay);
}

function startOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}
