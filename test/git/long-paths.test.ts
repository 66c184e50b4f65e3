import { describe, expect, it } from "@jest/globals";
import { derivations } from "../../src/engine/derivations.ts";
import { openClone } from "../../src/git/clone.ts";
import { openRepositorySource } from "../../src/git/source.ts";
import { createGitRepository } from "../support/git-repository.ts";

const deriving = derivations({ read: async () => new Map(), write: async () => undefined });

describe("a commit whose paths are too long together", () => {
  it("is listed as far as there is room, and says that this is not all", async () => {
    using repository = createGitRepository();
    const base = repository.commit("main", {});
    const paths = Array.from({ length: 20 }, (_, index) => `${index + 10}/${"x".repeat(60_000)}`);
    const head = repository.commit("main", Object.fromEntries([...paths, "z"].map((path) => [path, "1\n"])));
    const source = openRepositorySource(await openClone(repository.directory), {
      ...{ mergeBase: base, head, baseTip: head },
      ...{ deriving, limits: { maxEntries: 40 } },
    });
    const lists = [await source.tree("head"), await source.changes()];
    const kept = [...lists.map(({ items }) => items.map(({ path }) => path)), (await source.changedOnBase()).items];
    expect(kept).toEqual([1, 2, 3].map(() => paths.slice(0, 16)));
    expect([...lists, await source.changedOnBase()].map(({ complete }) => complete)).toEqual([false, false, false]);
  });
});
