import { digitsOf } from "../counts.ts";

/** Attributes of an element, however they are kept. */
export interface Attributes {
  has(name: string): boolean;
  text(name: string): string | undefined;
  /** The value as a number, if it is of digits alone; -1 for anything else, and for an absent one. */
  digits(name: string): number;
}

export function attributesOf(values: Readonly<Record<string, string>>): Attributes {
  return {
    has: (name) => values[name] !== undefined,
    text: (name) => values[name],
    digits(name) {
      const text = values[name];
      return text === undefined ? -1 : digitsOf(text);
    },
  };
}
