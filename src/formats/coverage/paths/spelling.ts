/** Windows writes its paths with the other slash. */
export function withSlashes(path: string): string {
  return /^[A-Za-z]:\\|^[^/]*\\/.test(path) ? path.replaceAll("\\", "/") : path;
}

/** Without steps that lead nowhere, and without the slash in front; a path that leaves the tree still does, and is in no tree. */
export function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "." || part === "") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return parts.join("/");
}

/** Whether a path with `/` says where on a machine it is, and not where below some folder. */
export function isAbsolute(path: string): boolean {
  return /^\/|^[A-Za-z]:\//.test(path);
}
