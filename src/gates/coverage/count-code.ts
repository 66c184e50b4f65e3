import { countOf, grouped } from "../../core/count-of.ts";
import type { RepositorySource, TreeEntry } from "../../core/repository.ts";

/** So many files are read to count their lines. */
const maxFiles = 5_000;

export type CodeLines =
  | { readonly kind: "counted"; readonly lines: ReadonlyMap<string, number> }
  | { readonly kind: "unavailable"; readonly because: string };

/**
 * Lines of files that are neither empty nor look like a comment alone, which is about what a tool would call executable.
 * A file that cannot be counted makes all of it unavailable: as nothing it would help to reach a threshold.
 */
export async function countCode(
  repository: Pick<RepositorySource, "blobs">,
  tree: readonly TreeEntry[],
  paths: readonly string[],
): Promise<CodeLines> {
  if (paths.length > maxFiles) {
    return unavailable(
      `${countOf(paths.length, "source file is", "source files are")} in no report, and at most ${grouped(maxFiles)} are counted.`,
    );
  }
  const wanted = new Set(paths);
  const entries = tree.filter(({ path }) => wanted.has(path));
  const blobs = await repository.blobs(entries.map(({ id }) => id));
  const lines = new Map<string, number>();
  for (const { path, id } of entries) {
    const blob = blobs.get(id);
    if (blob?.kind !== "bytes") return unavailable(`${path} is in no report, and is too large to be counted.`);
    lines.set(path, codeLines(blob.bytes));
  }
  return { kind: "counted", lines };
}

function unavailable(because: string): CodeLines {
  return {
    kind: "unavailable",
    because: `${because} Name what is no source in \`exclude\`, or use \`unmeasured: listed\`.`,
  };
}

function codeLines(bytes: Uint8Array): number {
  const lines = new TextDecoder("latin1").decode(bytes).split("\n");
  return lines.filter((line) => !/^\s*(#|\/\/|\/\*|\*|--|;|$)/.test(line)).length;
}
