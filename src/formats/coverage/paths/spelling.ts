/** Windows writes its paths with the other slash. */
export function withSlashes(path: string): string {
  return /^[A-Za-z]:\\|^[^/]*\\/.test(path) ? path.replaceAll("\\", "/") : path;
}

/** An empty step, `.` or `..`. */
const unusual = /(?:^|\/)(?:\.{0,2})(?:\/|$)/;

/** Without steps that lead nowhere, and without the slash in front; a path that leaves the tree still does, and is in no tree. */
export function normalized(path: string): string {
  const from = path.startsWith("/") ? path.slice(1) : path;
  if (!unusual.test(from)) return from;
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

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
