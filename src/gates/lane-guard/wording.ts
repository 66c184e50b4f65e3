/** "1 module", "12,345 modules": the same on every machine, whatever its language. */
export function countOf(count: number, noun: string): string {
  return `${String(count).replace(/\B(?=(?:\d{3})+$)/g, ",")} ${noun}${count === 1 ? "" : "s"}`;
}
