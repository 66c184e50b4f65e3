import { type Branch, type History, maxCommits, type Parting, type SharedCommits } from "../core/history.ts";
import { knownBranches } from "./branches.ts";
import type { GitDirectory } from "./clone.ts";
import { commitTime } from "./commit-time.ts";
import { readVersions } from "./file-versions.ts";
import { gitFailed, runGit, runGitOrFail } from "./git.ts";
import { listChanges } from "./list-changes.ts";
import { readOwnCommits } from "./own-commits.ts";

export interface HistoryOptions {
  readonly head: string;
  readonly baseTip: string;
  /** The branches of the repository; those that the git directory knows, when left out. */
  readonly branches?: History["branches"];
  /** Of more changes than this, lines are not counted. */
  readonly maxEntries: number;
}

/** So many ids of shared commits are told. */
const toldIds = 5;

/** What the commits of a git directory tell of a head and the tip of its base. */
export function openHistory(git: GitDirectory, { head, baseTip, branches, maxEntries }: HistoryOptions): History {
  return {
    parting: () => partingOf(git, head, baseTip),
    branches: branches ?? ((chosen, limit) => knownBranches(git, chosen, limit)),
    sharedWith: (branch) => sharedCommits(git, head, baseTip, branch),
    async linesSince(branch) {
      const common = await git.mergeBase(head, branch.tip);
      // A partial clone has the commits, and not the files whose lines are counted.
      if (common.kind === "none" || git.partial) return undefined;
      const { items, complete } = await listChanges(git, common.sha, head, maxEntries);
      if (!complete) return undefined;
      return items.reduce((sum, { lines }) => sum + (lines.kind === "lines" ? lines.added + lines.deleted : 0), 0);
    },
    ownCommits: () => readOwnCommits(git, head, baseTip),
    versions: (path, limit) => readVersions(git, baseTip, path, limit),
  };
}

async function partingOf(git: GitDirectory, head: string, baseTip: string): Promise<Parting> {
  if (git.shallow) return { kind: "cut-off" };
  const common = await git.mergeBase(head, baseTip);
  if (common.kind === "none") return { kind: "unrelated" };
  const [missing, tipTime] = await Promise.all([commits(git, [baseTip], head), commitTime(git, baseTip)]);
  const behindSince = missing.length === 0 ? tipTime : await firstTimeWithout(git, baseTip, head);
  return { kind: "parted", behind: missing.length, behindSince, tipTime };
}

/**
 * When the first commit of the base's own line was made that head lacks. Commits that a merge brought in may be older than
 * the merge, and were not there to be missed.
 */
async function firstTimeWithout(git: GitDirectory, baseTip: string, head: string): Promise<number> {
  const format = ["--no-commit-header", "--format=%ct", `--max-count=${maxCommits}`];
  const args = ["rev-list", "--first-parent", ...format, baseTip, `^${head}`];
  const { stdout } = await runGitOrFail({ args, ...git.objects });
  const times = stdout.toString("latin1").split("\n").filter(Boolean);
  return Number(times.at(-1) ?? 0) * 1000;
}

/** What two commits share is what their best common ancestors reach. */
async function sharedCommits(
  git: GitDirectory,
  head: string,
  baseTip: string,
  { tip }: Branch,
): Promise<SharedCommits> {
  const args = ["merge-base", "--all", head, tip];
  const { stdout, exitCode, stderr } = await runGit({ args, ...git.objects });
  if (exitCode > 1) throw gitFailed({ args }, { stdout, exitCode, stderr });
  const common = stdout.toString("latin1").split("\n").filter(Boolean);
  if (common.length === 0) return { count: 0, ids: [] };
  const shared = await commits(git, common, baseTip);
  return { count: shared.length, ids: shared.slice(0, toldIds) };
}

/** Commits that some of these reach and another one does not, newest first, `maxCommits` at most. */
async function commits(git: GitDirectory, of: readonly string[], without: string): Promise<readonly string[]> {
  const { stdout } = await runGitOrFail({
    args: ["rev-list", `--max-count=${maxCommits}`, "--stdin"],
    ...git.objects,
    input: Buffer.from([...of, `^${without}`, ""].join("\n"), "latin1"),
  });
  return stdout.toString("latin1").split("\n").filter(Boolean);
}
