import { describe, expect, it } from "@jest/globals";
import { derivations } from "../../src/engine/derivations.ts";
import { openClone } from "../../src/git/clone.ts";
import { openRepositorySource } from "../../src/git/source.ts";
import { treeCache } from "../../src/git/tree-cache.ts";
import { createGitRepository } from "../support/git-repository.ts";

const deriving = derivations({ read: async () => new Map(), write: async () => undefined });

/** What git itself lists: mode, id and path. */
function listedByGit(text: string): readonly string[] {
  return text
    .split("\0")
    .filter((line) => line !== "")
    .map((line) => line.slice(line.indexOf("\t") + 1));
}

describe("a tree that is patched", () => {
  it("is the one that git lists, over additions, deletions, renames, changes of kind and odd names", async () => {
    using repository = createGitRepository();
    const body = "line\n".repeat(20);
    const commits = [
      repository.commit("main", { "a.py": "1", "b/c.py": body, "b-c.py": "2", "b/d/e.py": "3", "z.py": "4" }),
      repository.commit("main", { "a.py": "one", "b/c.py": undefined, "moved/c.py": body, "b.py": "5" }),
      repository.commit("main", { "z.py": { symlink: "a.py" }, "a.py": { executable: "one" }, "ä/ü\n.py": "6" }),
      repository.commit("main", { "b/d/e.py": undefined, "b/d": "a file now", "0.py": "7", "~.py": "8" }),
      repository.commit("main", { "only.py": "9" }, { fresh: true }),
    ];
    const clone = await openClone(repository.directory);
    const trees = treeCache();
    for (const base of commits) {
      for (const head of commits.toReversed()) {
        const source = openRepositorySource(clone, { mergeBase: base, head, deriving, trees });
        for (const side of ["head", "base"] as const) {
          const { items, complete } = await source.tree(side);
          const text = repository.git("ls-tree", "-r", "-z", side === "base" ? base : head);
          expect(complete).toBe(true);
          expect(items.map(({ path }) => path)).toEqual(listedByGit(text));
          for (const { id, path } of items) expect(text).toContain(`${id}\t${path}\0`);
        }
      }
    }
  });
});
