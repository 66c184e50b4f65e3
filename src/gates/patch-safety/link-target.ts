/**
 * Whether a symbolic link leads out of the repository, or into git's own folder. By names alone: folders that are links
 * themselves are not followed.
 */
export function leavesTree(path: string, target: string): boolean {
  if (target === "" || target.startsWith("/") || target.includes("\0") || target.includes("\\")) return true;
  const parts = path.split("/").slice(0, -1);
  for (const part of target.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return true;
  }
  return parts.some((part) => part.toLowerCase() === ".git");
}
