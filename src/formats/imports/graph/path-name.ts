/** What is wrong with a path that may have wildcards, or with the name of a package; undefined when nothing is. */
export function objectionToPath(text: string): string | undefined {
  if (text.startsWith("/")) return "Write a path from the top of the repository, without a slash in front";
  if (text.endsWith("/")) {
    return "Write a folder without a slash at the end. A contract about folders at the top alone says `names: paths`";
  }
  const parts = text.split("/");
  if (parts.some((part) => /^\.{0,2}$/.test(part)))
    return "Write a path from the top of the repository, such as web/src";
  if (/[\p{Cc}\\]/u.test(text)) return "Write a path with slashes, such as web/src";
  if (parts.some((part) => part.includes("**") && part !== "**")) {
    return "`**` stands for whole folders: a/**/b, but not a/b**";
  }
  if (parts.some((part, index) => part === "**" && parts[index + 1] === "**")) {
    return "`**` already stands for every depth, so write it once";
  }
  return undefined;
}

/** Whether the name of a file or folder matches a pattern in which `*` stands for any text. Takes linear time. */
export function matchesPart(name: string, pattern: string): boolean {
  const [first = "", ...others] = pattern.split("*");
  const last = others.pop();
  if (last === undefined) return name === pattern;
  if (!name.startsWith(first) || name.length < first.length + last.length || !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let from = first.length;
  for (const piece of others) {
    const found = name.indexOf(piece, from);
    if (found === -1 || found + piece.length > end) return false;
    from = found + piece.length;
  }
  return true;
}
