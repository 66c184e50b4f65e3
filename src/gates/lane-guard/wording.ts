/** More names are counted. */
const maxNamed = 5;

/** "a, b and c" */
export function listOf(names: readonly string[], last = "and"): string {
  const shown = names.slice(0, maxNamed);
  const hidden = names.length - shown.length;
  const items = hidden > 0 ? [...shown, `${hidden} more`] : shown;
  const [end = ""] = items.slice(-1);
  return items.length < 2 ? end : `${items.slice(0, -1).join(", ")} ${last} ${end}`;
}
