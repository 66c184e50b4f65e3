/**
 * The package that a name is taken out of, by the custom that only types begin with a capital letter: a name itself does
 * not tell where its package ends.
 */
export function packageByCustom(name: string, star: boolean): string {
  const parts = name.split(".");
  const type = parts.findIndex((part) => /^\p{Lu}/u.test(part));
  if (type > 0) return parts.slice(0, type).join(".");
  return star || parts.length === 1 ? name : parts.slice(0, -1).join(".");
}
