/** What was read, or why it was not: plain words for whoever made it. */
export type Read<T> =
  | { readonly kind: "read"; readonly value: T }
  | { readonly kind: "refused"; readonly because: string };

/** Ends the reading of one document, from however deep inside; its message is for people. */
export class Refused extends Error {}

/** Runs a reader to its end, or to its refusal. */
export function reading<T>(read: () => T): Read<T> {
  try {
    return { kind: "read", value: read() };
  } catch (error) {
    if (error instanceof Refused) return { kind: "refused", because: error.message };
    throw error;
  }
}

const maxShown = 100;

/** Foreign text in a sentence of ours: short, quoted, on one line. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > maxShown ? `${text.slice(0, maxShown)}…` : text);
}
