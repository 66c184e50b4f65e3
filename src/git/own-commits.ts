import type { OwnCommit } from "../core/history.ts";
import type { Listing } from "../core/listing.ts";
import { nulRecords } from "../formats/git/records.ts";
import type { GitDirectory } from "./clone.ts";
import { runGitOrFail } from "./git.ts";

/** So many commits of one change are read. */
const maxOwnCommits = 500;
/** So many trailers of one commit are read, and so much of each. */
const maxTrailers = 50;
const maxTrailerLength = 500;

const fields = ["%H", "%an", "%ae", "%cn", "%ce", "%(trailers:only,unfold)"];

/** Commits that head has and another one lacks, newest first, with whom they name. */
export async function readOwnCommits(git: GitDirectory, head: string, without: string): Promise<Listing<OwnCommit>> {
  const format = `--format=${fields.map((field) => `${field}%x00`).join("")}`;
  const args = ["log", `--max-count=${maxOwnCommits + 1}`, "--no-mailmap", format, "--end-of-options", head];
  const { stdout } = await runGitOrFail({ args: [...args, `^${without}`, "--"], ...git.objects });
  const texts = nulRecords().push(stdout);
  const items: OwnCommit[] = [];
  for (let at = 0; at + fields.length <= texts.length; at += fields.length) {
    const [id = "", authorName = "", author = "", committerName = "", committer = "", trailers = ""] = texts.slice(at);
    items.push({
      // Git ends each commit with a line feed, which stands before the next one.
      id: id.trim(),
      author: { name: authorName, address: author },
      committer: { name: committerName, address: committer },
      trailers: trailers
        .split("\n")
        .filter(Boolean)
        .slice(0, maxTrailers)
        .map((line) => line.slice(0, maxTrailerLength)),
    });
  }
  return { items: items.slice(0, maxOwnCommits), complete: items.length <= maxOwnCommits };
}
