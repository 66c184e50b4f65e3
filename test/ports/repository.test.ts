import { derivations } from "../../src/engine/derivations.ts";
import { openClone } from "../../src/git/clone.ts";
import { openRepositorySource } from "../../src/git/source.ts";
import { memoryRepository } from "../../src/memory/repository.ts";
import { createGitRepository } from "../support/git-repository.ts";
import { describeRepositorySource } from "./repository-suite.ts";

const nothingRemembered = { read: async () => new Map<string, string>(), write: async () => undefined };

describeRepositorySource("memoryRepository", async (files) => ({
  source: memoryRepository(files),
  [Symbol.dispose]: () => undefined,
}));

describeRepositorySource("openRepositorySource", async ({ base, head, maxBlobBytes, maxItems }) => {
  const repository = createGitRepository();
  const mergeBase = repository.commit("main", base);
  const limits = {
    ...(maxBlobBytes === undefined ? {} : { maxBlobBytes }),
    ...(maxItems === undefined ? {} : { maxEntries: maxItems }),
  };
  const source = openRepositorySource(await openClone(repository.directory), {
    mergeBase,
    head: repository.commit("head", head, { from: "main", fresh: true }),
    deriving: derivations(nothingRemembered),
    limits,
  });
  return { source, [Symbol.dispose]: () => repository[Symbol.dispose]() };
});
