import type { RepositorySource, TreeEntry } from "../../core/repository.ts";

/** So many files are read to count their lines. */
const maxFiles = 5_000;

/**
 * Lines of files that are neither empty nor a comment alone: about what a tool would call executable, and rather more than
 * too few, since this is for files that nobody measured.
 */
export async function countCode(
  repository: Pick<RepositorySource, "blobs">,
  tree: readonly TreeEntry[],
  paths: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const wanted = new Set(paths.slice(0, maxFiles));
  const entries = tree.filter(({ path }) => wanted.has(path));
  const blobs = await repository.blobs(entries.map(({ id }) => id));
  return new Map(
    entries.flatMap(({ path, id }) => {
      const blob = blobs.get(id);
      return blob?.kind === "bytes" ? [[path, codeLines(blob.bytes)] as const] : [];
    }),
  );
}

function codeLines(bytes: Uint8Array): number {
  const lines = new TextDecoder("latin1").decode(bytes).split("\n");
  return lines.filter((line) => !/^\s*(#|\/\/|\/\*|\*|--|;|$)/.test(line)).length;
}
