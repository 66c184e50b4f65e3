import type { Blob, RepositorySource, Side, TreeEntry } from "../../../core/repository.ts";

/** `unlisted`: the list of files was cut short before it, so whether it is there is not known. */
export type FileRead = Blob | { readonly kind: "unlisted" };

/** Reads files of one commit by their paths. Symbolic links and submodules are no files. */
export function fileReader(repository: RepositorySource, side: Side): (path: string) => Promise<FileRead> {
  return async (path) => {
    const { items, complete } = await repository.tree(side);
    const entry = items.find((one) => one.path === path);
    if (entry === undefined) return { kind: complete ? "missing" : "unlisted" };
    if (!isFile(entry)) return { kind: "missing" };
    return (await repository.blobs([entry.id])).get(entry.id) ?? { kind: "missing" };
  };
}

/** Why a file that is not listed cannot be told to be missing. */
export const unlistedText =
  "the list of the repository's files was cut short, so that whether it is there is not known";

export function isFile({ kind }: TreeEntry): boolean {
  return kind === "file" || kind === "executable";
}

/** Whether head has the file as the base has it. */
export async function isUnchanged(repository: RepositorySource, path: string): Promise<boolean> {
  const [before, after] = await Promise.all([repository.tree("base"), repository.tree("head")]);
  const id = ({ items }: typeof before) => items.find((entry) => entry.path === path)?.id;
  return id(before) !== undefined && id(before) === id(after);
}
