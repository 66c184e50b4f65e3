import type { RepositorySource, TreeEntry } from "./repository.ts";

/** So many files of one name are read. */
const maxFiles = 500;

/** What the files of this name say, by folder. What cannot be read says nothing. */
export async function textsNamed(
  name: string,
  repository: Pick<RepositorySource, "blobs">,
  tree: readonly TreeEntry[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = tree.filter(({ kind, path }) => kind === "file" && nameOf(path) === name).slice(0, maxFiles);
  if (wanted.length === 0) return new Map();
  const blobs = await repository.blobs(wanted.map(({ id }) => id));
  return new Map(
    wanted.flatMap(({ path, id }) => {
      const blob = blobs.get(id);
      const folder = path.slice(0, Math.max(0, path.lastIndexOf("/")));
      return blob?.kind === "bytes" ? [[folder, new TextDecoder().decode(blob.bytes)] as const] : [];
    }),
  );
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}
