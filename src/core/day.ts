/** The day of a moment, such as `2027-01-31`, in UTC. Takes epoch milliseconds. */
export function dayOf(moment: number): string {
  return new Date(moment).toISOString().slice(0, 10);
}
