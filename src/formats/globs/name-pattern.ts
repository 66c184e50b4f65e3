/**
 * Whether a name is as the pattern says, in which `*` stands for any characters and all else for itself. Names of tests and
 * benchmarks have slashes and brackets in them, which globs of paths read otherwise. In time proportional to both lengths.
 */
export function matchesName(pattern: string, name: string): boolean {
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) return name === pattern;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length) return false;
  let from = first.length;
  for (const part of others) {
    const at = name.indexOf(part, from);
    if (at === -1) return false;
    from = at + part.length;
  }
  return from <= name.length - last.length;
}
