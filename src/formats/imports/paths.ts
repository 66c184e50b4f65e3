/** The folder a path lies in; the top is an empty text. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf("/");
  return slash === -1 ? "" : path.slice(0, slash);
}

/** Joins a folder and a relative path; undefined when that leaves the tree. */
export function joined(folder: string, relative: string): string | undefined {
  const parts = folder === "" ? [] : folder.split("/");
  for (const part of relative.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts.join("/");
}

/** The folder and all folders above it, the nearest first and the top last. */
export function* foldersUp(folder: string): Generator<string> {
  let current = folder;
  while (current !== "") {
    yield current;
    current = folderOf(current);
  }
  yield "";
}

/** The path of something inside a folder; the folder itself when the name is empty. */
export function inside(folder: string, name: string): string {
  if (name === "") return folder;
  return folder === "" ? name : `${folder}/${name}`;
}
