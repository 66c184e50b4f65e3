/** Keys are told so deep: benchmarks/item/key. */
const maxDepth = 3;

/** A string that is cut off is one, so that nothing in it is looked at again. */
const token = /"([^"\\]*(?:\\[\s\S][^"\\]*)*)(?:"(\s{0,100}:)?|\\?$)|[{}[\]]/g;

/**
 * Keys near the root of a JSON document, by a look at its first bytes alone: "context", "benchmarks/*" and so on, where
 * "*" is any item of an array. What stands there may be cut off, or no JSON at all.
 */
export function headKeys(head: string): ReadonlySet<string> {
  const keys = new Set<string>();
  /** For each container that is open: its own path, and whether it is an array. */
  const open: { readonly path: string; readonly array: boolean }[] = [];
  let key = "";
  for (const [text, quoted, colon] of head.matchAll(token)) {
    const inside = open.at(-1);
    if (text === "}" || text === "]") {
      open.pop();
      if (open.length === 0) break;
    } else if (text === "{" || text === "[") {
      open.push({ path: inside === undefined ? "" : pathOf(inside, key), array: text === "[" });
    } else if (colon !== undefined && quoted !== undefined && inside !== undefined && !inside.array) {
      key = quoted;
      if (open.length <= maxDepth) keys.add(pathOf(inside, key));
    }
  }
  return keys;
}

function pathOf({ path, array }: { readonly path: string; readonly array: boolean }, key: string): string {
  const last = array ? "*" : key;
  return path === "" ? last : `${path}/${last}`;
}
