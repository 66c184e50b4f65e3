/** How often something ran, as tools write it. */
export type Count =
  | { readonly kind: "count"; readonly hits: number }
  /** Not a count in the strict sense, but it is known what tools mean by it. */
  | { readonly kind: "odd"; readonly hits: number; readonly what: string }
  | { readonly kind: "unreadable" };

/**
 * Reads a count from text. Counts beyond `Number.MAX_SAFE_INTEGER` become that; a negative one, an overflow of the tool,
 * and the words for "nothing" are 0, since nobody should gain by them.
 */
export function countFromText(text: string): Count {
  const whole = digitsOf(text);
  if (whole !== -1) return { kind: "count", hits: whole };
  if (/^(-|undefined|null|NaN|=+|#+)$/.test(text)) return odd(0, `a count is written as "${text}".`);
  if (!/^[+-]?(\d{1,400})?(\.\d{0,400})?([eE][+-]?\d{1,3})?$/.test(text) || !/\d/.test(text))
    return { kind: "unreadable" };
  return countFromNumber(Number(text));
}

/** The same for a number of JSON. */
export function countFromNumber(value: number): Count {
  if (Number.isNaN(value)) return { kind: "unreadable" };
  if (value < 0) return odd(0, "a count is negative.");
  // What ran a fraction of a time ran.
  return { kind: "count", hits: Math.min(Math.ceil(value), Number.MAX_SAFE_INTEGER) };
}

function odd(hits: number, what: string): Count {
  return { kind: "odd", hits, what };
}

/** Digits that always fit into a number. */
const maxDigits = 15;

/** The number that a text of digits alone is; -1 for any other text. */
export function digitsOf(text: string): number {
  if (text.length === 0 || text.length > maxDigits) return -1;
  let value = 0;
  for (let index = 0; index < text.length; index += 1) {
    const digit = text.charCodeAt(index) - 48;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}
