/** Orders names as people do: `head-2` comes before `head-10`. */
export function naturalOrder(one: string, other: string): number {
  const [left, right] = [partsOf(one), partsOf(other)];
  for (const [index, part] of left.entries()) {
    const opposite = right[index];
    if (opposite === undefined) return 1;
    const order = comparePart(part, opposite);
    if (order !== 0) return order;
  }
  if (left.length < right.length) return -1;
  return compareText(one, other);
}

/** The numbers in a name without leading zeros, in their order. */
export function numbersIn(name: string): string {
  return [...name.matchAll(/\d+/g)].map(([digits]) => withoutZeros(digits)).join(".");
}

function partsOf(name: string): readonly string[] {
  return name.match(/\d+|\D+/g) ?? [];
}

function comparePart(one: string, other: string): number {
  if (!(isNumber(one) && isNumber(other))) return compareText(one, other);
  const [left, right] = [withoutZeros(one), withoutZeros(other)];
  return left.length - right.length || compareText(left, right);
}

function isNumber(part: string): boolean {
  return /^\d/.test(part);
}

function withoutZeros(digits: string): string {
  return digits.replace(/^0+(?=\d)/, "");
}

function compareText(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}
