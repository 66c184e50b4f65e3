/** A moment for people, such as "2027-01-31 09:30 UTC". Takes epoch milliseconds. */
export function momentText(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
