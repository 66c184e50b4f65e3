import type { TreeEntry } from "../../core/repository.ts";
import { nulRecords } from "../../formats/git/records.ts";
import { parseTreeRecord } from "../../formats/git/tree.ts";
import { runGit, runGitOrFail } from "../git.ts";
import type { ObjectPlace } from "../objects.ts";

/** So many files that hold the words are told of. */
const maxFiles = 200;

/** Files of a tree that have one of the words, as they are written; undefined when there are too many. */
export async function findWords(
  place: ObjectPlace,
  tree: string,
  words: readonly string[],
): Promise<readonly TreeEntry[] | undefined> {
  const records = nulRecords();
  const paths: string[] = [];
  const patterns = words.flatMap((word) => ["-e", word]);
  const command = {
    args: ["grep", "-l", "-z", "-w", "-I", "--fixed-strings", "--threads=1", "--no-textconv", ...patterns, tree],
    ...place,
    take(piece: Buffer) {
      for (const record of records.push(piece)) if (record !== "") paths.push(record.slice(tree.length + 1));
      return paths.length <= maxFiles;
    },
  };
  await runGit(command);
  if (paths.length > maxFiles) return undefined;
  if (paths.length === 0) return [];
  const listed = await runGitOrFail({ args: ["ls-tree", "-z", "--full-tree", tree, "--", ...paths], ...place });
  return listed.stdout
    .toString("utf8")
    .split("\0")
    .flatMap((record) => parseTreeRecord(record) ?? []);
}
