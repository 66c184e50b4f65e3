import type { Blob, RepositorySource, TreeEntry } from "./repository.ts";

/** So many files of one name are read. */
const maxFiles = 500;

/** What the files of one name say, by the folder that each stands in, with an empty text for the top. */
export interface NamedTexts {
  readonly texts: ReadonlyMap<string, string>;
  /** Folders whose file nobody has read: it is too large, not there, a link, or one too many. */
  readonly unread: readonly string[];
}

/** Reads the files of this name. */
export async function textsNamed(
  name: string,
  repository: Pick<RepositorySource, "blobs">,
  tree: readonly TreeEntry[],
): Promise<NamedTexts> {
  const named = tree.filter(({ kind, path }) => kind !== "submodule" && nameOf(path) === name);
  const wanted = named.filter(({ kind }) => kind !== "symlink").slice(0, maxFiles);
  const blobs = wanted.length === 0 ? new Map<string, Blob>() : await repository.blobs(wanted.map(({ id }) => id));
  const texts = new Map(
    wanted.flatMap(({ path, id }) => {
      const blob = blobs.get(id);
      return blob?.kind === "bytes" ? [[folderOf(path), new TextDecoder().decode(blob.bytes)] as const] : [];
    }),
  );
  return { texts, unread: named.map(({ path }) => folderOf(path)).filter((folder) => !texts.has(folder)) };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf("/")));
}
