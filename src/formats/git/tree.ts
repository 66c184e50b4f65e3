/** One path of a tree as git prints it. */
export interface ListedEntry {
  readonly path: string;
  readonly kind: "file" | "executable" | "symlink" | "submodule";
  readonly id: string;
}

/** One record of `git ls-tree -r -z`: `<mode> <type> <id>TAB<path>`. Undefined when it is none. */
export function parseTreeRecord(record: string): ListedEntry | undefined {
  const tab = record.indexOf("\t");
  const idStart = record.indexOf(" ", 7) + 1;
  const kind = kindOfMode(record.slice(0, 6));
  if (tab === -1 || idStart === 0 || idStart > tab || kind === undefined) return undefined;
  return { path: record.slice(tab + 1), kind, id: record.slice(idStart, tab) };
}

/** One record of `git ls-tree -l -z`, with the size in bytes between id and tab; undefined where git has no such object. */
export function parseSizedTreeRecord(
  record: string,
): (ListedEntry & { readonly size: number | undefined }) | undefined {
  const [, beginning = "", size = "", end = ""] = /^(\d{6} \w+ [0-9a-f]+) +(\d+|-|BAD)(\t.*)$/s.exec(record) ?? [];
  const entry = parseTreeRecord(`${beginning}${end}`);
  return entry && { ...entry, size: /^\d+$/.test(size) ? Number(size) : undefined };
}

/** What a mode of a tree stands for; undefined for sub-trees and what git does not write. */
export function kindOfMode(mode: string): ListedEntry["kind"] | undefined {
  switch (mode) {
    case "100644":
    // Written by early versions of git, and still in old histories.
    case "100664":
    case "100600":
      return "file";
    case "100755":
      return "executable";
    case "120000":
      return "symlink";
    case "160000":
      return "submodule";
    default:
      return undefined;
  }
}
