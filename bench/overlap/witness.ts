import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Merges by other means than those that are measured. */
export interface Witness {
  /** Whether the second merges behind the first, one process of git a merge; undefined when the first does not merge alone. */
  byProcess(first: string, second: string): boolean | undefined;
  /** The same by `git merge` in a work tree. */
  inWorkTree(first: string, second: string): boolean | undefined;
  remove(): void;
}

const env = {
  PATH: process.env["PATH"],
  HOME: "/nonexistent",
  LC_ALL: "C",
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_AUTHOR_NAME: "A Person",
  GIT_AUTHOR_EMAIL: "person@example.com",
  GIT_COMMITTER_NAME: "A Person",
  GIT_COMMITTER_EMAIL: "person@example.com",
};

/** A shared clone beside, whose objects are its own. */
export function openWitness(directory: string, base: string): Witness {
  const scratch = mkdtempSync(join(tmpdir(), "lanekeeper-witness-"));
  const tree = join(scratch, "clone");
  mkdirSync(tree);
  const git = (...args: readonly string[]) =>
    spawnSync("git", ["-c", "gc.auto=0", "-c", "maintenance.auto=false", ...args], {
      cwd: tree,
      env,
      encoding: "utf8",
    });
  git("init", "-q");
  const objects = spawnSync("git", ["rev-parse", "--path-format=absolute", "--git-path", "objects"], {
    cwd: directory,
    encoding: "utf8",
  });
  spawnSync("sh", ["-c", 'printf "%s\\n" "$1" > .git/objects/info/alternates', "sh", objects.stdout.trim()], {
    cwd: tree,
  });
  const merges = new Map<string, string | undefined>();

  /** The commit that `first` and the base make. */
  function alone(first: string): string | undefined {
    if (!merges.has(first)) merges.set(first, mergeAlone(first));
    return merges.get(first);
  }

  function mergeAlone(first: string): string | undefined {
    if (git("merge-base", "--is-ancestor", base, first).status === 0) return first;
    const merged = git("merge-tree", "--write-tree", base, first);
    if (merged.status !== 0) return undefined;
    return git("commit-tree", "-p", base, "-p", first, "-m", "merge", merged.stdout.split("\n")[0] ?? "").stdout.trim();
  }

  return {
    byProcess(first, second) {
      const commit = alone(first);
      return commit === undefined ? undefined : git("merge-tree", "--write-tree", commit, second).status === 0;
    },
    inWorkTree(first, second) {
      git("reset", "-q", "--hard");
      git("checkout", "-q", "-f", "--detach", base);
      git("clean", "-q", "-ffdx");
      // A snapshot may lack large files; what is not there is not to count as deleted.
      const lacking = git("ls-files", "-d", "-z")
        .stdout.split("\0")
        .filter((path) => path !== "");
      if (lacking.length > 0) git("update-index", "--skip-worktree", "--", ...lacking);
      if (git("merge", "-q", "--no-edit", first).status !== 0) return undefined;
      return git("merge", "-q", "--no-edit", second).status === 0;
    },
    remove: () => rmSync(scratch, { recursive: true, force: true }),
  };
}
