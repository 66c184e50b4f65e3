import type { Blob, RepositorySource, Side, TreeEntry } from "../../../core/repository.ts";

/** Reads files of one commit by their paths. Symbolic links and submodules are no files. */
export function fileReader(repository: RepositorySource, side: Side): (path: string) => Promise<Blob> {
  return async (path) => {
    const { items } = await repository.tree(side);
    const entry = items.find((one) => one.path === path);
    if (entry === undefined || !isFile(entry)) return { kind: "missing" };
    return (await repository.blobs([entry.id])).get(entry.id) ?? { kind: "missing" };
  };
}

export function isFile({ kind }: TreeEntry): boolean {
  return kind === "file" || kind === "executable";
}

/** Whether head has the file as the base has it. */
export async function isUnchanged(repository: RepositorySource, path: string): Promise<boolean> {
  const [before, after] = await Promise.all([repository.tree("base"), repository.tree("head")]);
  const id = ({ items }: typeof before) => items.find((entry) => entry.path === path)?.id;
  return id(before) !== undefined && id(before) === id(after);
}
