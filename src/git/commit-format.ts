import type { OwnCommit } from "../core/history.ts";
import { nulRecords } from "../formats/git/records.ts";

/** So many trailers of one commit are read, and so much of each. */
const maxTrailers = 50;
const maxTrailerLength = 500;

const fields = ["%H", "%an", "%ae", "%cn", "%ce", "%ct", "%(trailers:only,unfold)"];

/** How `git log` has to print commits for `readCommits`. */
export const commitFormat = ["--no-mailmap", `--format=${fields.map((field) => `${field}%x00`).join("")}`];

export interface ReadCommit {
  readonly commit: OwnCommit;
  /** Epoch milliseconds, as the commit says. */
  readonly committedAt: number;
}

/** Commits as `git log` prints them in `commitFormat`. */
export function readCommits(printed: Uint8Array): readonly ReadCommit[] {
  const texts = nulRecords().push(printed);
  const read: ReadCommit[] = [];
  for (let at = 0; at + fields.length <= texts.length; at += fields.length) {
    const [id = "", authorName = "", author = "", committerName = "", committer = "", time = "", trailers = ""] =
      texts.slice(at);
    const commit: OwnCommit = {
      // Git ends each commit with a line feed, which stands before the next one.
      id: id.trim(),
      author: { name: authorName, address: author },
      committer: { name: committerName, address: committer },
      trailers: trailers
        .split("\n")
        .filter(Boolean)
        .slice(0, maxTrailers)
        .map((line) => line.slice(0, maxTrailerLength)),
    };
    read.push({ commit, committedAt: Number(time) * 1000 });
  }
  return read;
}
