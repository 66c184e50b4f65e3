import type { GitDirectory } from "../clone.ts";
import { runGitOrFail } from "../git.ts";

/** Who a commit says has made it, and when. Nothing of it is proven. */
export interface CommitPeople {
  /** Of the author, the committer and everybody in `Co-authored-by`, so many at most. */
  readonly addresses: readonly string[];
  /** Epoch milliseconds. */
  readonly committedAt: number;
}

const fields = ["%ae", "%ce", "%ct", "%(trailers:key=Co-authored-by,valueonly,separator=%x0A)"];
const maxAddresses = 20;

/** In the order of the commits, each by its id. */
export async function readCommitPeople(
  git: GitDirectory,
  commits: readonly string[],
): Promise<readonly CommitPeople[]> {
  if (commits.length === 0) return [];
  const { stdout } = await runGitOrFail({
    args: ["log", "--no-walk=unsorted", "--stdin", "-z", `--format=%H%x09${fields.join("%x09")}`],
    gitDir: git.gitDir,
    input: Buffer.from(`${commits.join("\n")}\n`, "latin1"),
  });
  const known = new Map<string, CommitPeople>();
  for (const record of stdout.toString("utf8").split("\0")) {
    const [commit = "", author = "", committer = "", time = "", ...trailers] = record.split("\t");
    const others = trailers
      .join("\t")
      .split("\n")
      .flatMap((line) => /<([^<>]{1,200})>\s*$/.exec(line)?.[1] ?? []);
    known.set(commit, {
      addresses: [author, committer, ...others].slice(0, maxAddresses),
      committedAt: Number(time) * 1_000,
    });
  }
  return commits.map((commit) => known.get(commit) ?? { addresses: [], committedAt: 0 });
}
