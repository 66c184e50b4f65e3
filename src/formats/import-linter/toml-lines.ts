/** Where a table and its keys stand. */
export interface SectionLines {
  readonly line: number;
  readonly keys: ReadonlyMap<string, number>;
  /** The line of a text in the list that the key holds. */
  readonly itemLine: (key: string, item: string) => number | undefined;
}

const header = /^\s*(\[{1,2})\s*([^\]#]+?)\s*\]{1,2}/;
const keyStart = /^\s*(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*=/;

/**
 * Finds lines that the TOML parser does not tell. It only looks at how lines begin, so a key inside a text of several
 * lines can mislead it; then a problem is told at a line nearby.
 */
export function tomlLines(text: string): {
  readonly general: SectionLines;
  readonly contracts: readonly SectionLines[];
} {
  const lines = text.split(/\r?\n/);
  let general = sectionFrom(lines, 1);
  const contracts: (SectionLines & { readonly keys: Map<string, number> })[] = [];
  let current: { readonly keys: Map<string, number> } | undefined;
  for (const [index, line] of lines.entries()) {
    const [, brackets, name] = header.exec(line) ?? [];
    if (name !== undefined) {
      const path = name.replace(/["'\s]/g, "");
      const section = sectionFrom(lines, index + 1);
      current = undefined;
      if (path === "tool.importlinter" && brackets === "[") current = general = section;
      if (path === "tool.importlinter.contracts" && brackets === "[[") {
        current = section;
        contracts.push(section);
      } else if (path.startsWith("tool.importlinter."))
        general.keys.set(path.slice("tool.importlinter.".length), index + 1);
      continue;
    }
    const [, double, single, bare] = keyStart.exec(line) ?? [];
    const key = double ?? single ?? bare;
    if (key !== undefined && current !== undefined && !current.keys.has(key)) current.keys.set(key, index + 1);
  }
  return { general, contracts };
}

function sectionFrom(lines: readonly string[], line: number) {
  const keys = new Map<string, number>();
  const itemLine = (key: string, item: string) => {
    const first = keys.get(key);
    if (first === undefined) return undefined;
    const next = Math.min(...[...keys.values()].filter((other) => other > first), lines.length + 1);
    const found = lines.slice(first - 1, next - 1).findIndex((one) => one.includes(item));
    return found === -1 ? undefined : first + found;
  };
  return { line, keys, itemLine };
}
