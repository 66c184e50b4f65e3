import type { PullRequest } from "./conversation-types.ts";
import { gitOnce } from "./git.ts";
import { apiUrlOf, webUrlOf } from "./view-repository.ts";
import type { World } from "./world.ts";

/** GitHub lists at most this many files of a pull request. */
const mostFiles = 3000;

const statuses: Readonly<Record<string, string>> = {
  A: "added",
  C: "copied",
  D: "removed",
  M: "modified",
  R: "renamed",
  T: "changed",
};

interface ChangedFile {
  readonly status: string;
  readonly path: string;
  readonly previous: string | undefined;
  readonly blob: string;
}

/** GitHub's `diff-entry` of every file between the merge base and the head. */
export async function changedFiles(world: World, pull: PullRequest) {
  const { directory } = pull.repository;
  const range = [await gitOnce(directory, "merge-base", pull.baseSha, pull.headSha), pull.headSha];
  const files = parseRaw(await gitOnce(directory, "diff", "--raw", "-z", "-M", "--abbrev=40", ...range));
  const counts = (await gitOnce(directory, "diff", "--numstat", "-M", ...range)).split("\n").map(countsOf);
  const patches = patchesOf(await gitOnce(directory, "diff", "-M", ...range));
  return files.slice(0, mostFiles).map((file, at) => {
    const { additions, deletions } = counts[at] ?? { additions: 0, deletions: 0 };
    const path = file.path.split("/").map(encodeURIComponent).join("/");
    const side = file.status === "removed" ? range[0] : pull.headSha;
    const patch = patches[at];
    return {
      sha: file.blob,
      filename: file.path,
      status: file.status,
      additions,
      deletions,
      changes: additions + deletions,
      blob_url: `${webUrlOf(world, pull.repository)}/blob/${side}/${path}`,
      raw_url: `${webUrlOf(world, pull.repository)}/raw/${side}/${path}`,
      contents_url: `${apiUrlOf(world, pull.repository)}/contents/${path}?ref=${side}`,
      ...(patch === undefined ? {} : { patch }),
      ...(file.previous === undefined ? {} : { previous_filename: file.previous }),
    };
  });
}

function parseRaw(text: string): readonly ChangedFile[] {
  const fields = text.split("\0");
  const files: ChangedFile[] = [];
  for (let at = 0; (fields[at] ?? "").startsWith(":"); ) {
    const [, , before = "", after = "", kind = ""] = (fields[at] ?? "").split(" ");
    const moved = kind.startsWith("R") || kind.startsWith("C");
    const first = fields[at + 1] ?? "";
    files.push({
      status: statuses[kind.slice(0, 1)] ?? "changed",
      path: moved ? (fields[at + 2] ?? "") : first,
      previous: moved ? first : undefined,
      blob: kind === "D" ? before : after,
    });
    at += moved ? 3 : 2;
  }
  return files;
}

/** Binary files have `-` for both counts. */
function countsOf(line: string) {
  const [added = "", deleted = ""] = line.split("\t");
  return { additions: Number.parseInt(added, 10) || 0, deletions: Number.parseInt(deleted, 10) || 0 };
}

/** One a file, in git's order: the hunks, or undefined for binary files and pure renames. */
function patchesOf(diff: string): readonly (string | undefined)[] {
  return diff
    .split(/^diff --git .*\n/m)
    .slice(1)
    .map((part) => {
      const start = part.search(/^@@ /m);
      return start < 0 ? undefined : part.slice(start).replace(/\n$/, "");
    });
}
