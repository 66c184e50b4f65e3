import { spawnSync } from "node:child_process";
import { type GitRepository, plainGitEnvironment } from "../../support/git-repository.ts";

/** For every ordered pair of heads whether `git merge` takes them one behind the other, in a work tree of its own. */
export type RealMerges = ReadonlyMap<string, boolean>;

export function orderKey(first: string, second: string): string {
  return `${first} ${second}`;
}

/** Checks the base out, merges the first head, and then the second, as a person would. */
export function mergeForReal(repository: GitRepository, base: string, heads: readonly string[]): RealMerges {
  const { directory } = repository;
  const git = (...args: readonly string[]) => {
    const result = spawnSync("git", ["-c", "gc.auto=0", "-c", "maintenance.auto=false", ...args], {
      cwd: directory,
      env: plainGitEnvironment,
    });
    return result.status === 0;
  };
  const goTo = (commit: string) => {
    git("reset", "-q", "--hard");
    if (!git("checkout", "-q", "-f", "--detach", commit)) throw new Error(`${commit} cannot be checked out`);
    git("clean", "-q", "-ffdx");
  };
  const clean = new Map<string, boolean>();
  for (const first of heads) {
    goTo(base);
    const alone = git("merge", "-q", "--no-edit", first);
    const merged = alone ? repository.git("rev-parse", "HEAD") : "";
    for (const second of heads) {
      if (second === first) continue;
      if (alone) goTo(merged);
      clean.set(orderKey(first, second), alone && git("merge", "-q", "--no-edit", second));
    }
  }
  goTo(base);
  return clean;
}
