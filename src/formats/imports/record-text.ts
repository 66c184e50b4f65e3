import type { UnreadImport } from "./unread-import.ts";

/** Refuses a text that the encoder of its language did not make; the file is then read anew. Throws a RangeError. */
export function refuse(): never {
  throw new RangeError("This text does not hold the imports of a file.");
}

/** A whole number from zero up. Throws a RangeError. */
export function countFrom(text: string | undefined): number {
  const count = Number(text === "" ? undefined : text);
  if (!Number.isSafeInteger(count) || count < 0) refuse();
  return count;
}

/** `<line>,<kind>` with one of these kinds. Throws a RangeError. */
export function problemFrom<K extends string>(
  text: string,
  kinds: readonly K[],
): { readonly kind: K; readonly line: number } {
  const [line, name] = text.split(",");
  const kind = kinds.find((known) => known === name);
  if (kind === undefined) refuse();
  return { kind, line: countFrom(line) };
}

/** `<line>,<mark>`. Throws a RangeError. */
export function unreadFrom(text: string): UnreadImport {
  const [line, mark, ...rest] = text.split(",");
  if (rest.length > 0) refuse();
  return { line: countFrom(line), mark: countFrom(mark) };
}
