import { derivations } from "../../src/engine/derivations.ts";
import { openClone } from "../../src/git/clone.ts";
import { openRepositorySource } from "../../src/git/source.ts";
import { memoryRepository } from "../../src/memory/repository.ts";
import { createGitRepository } from "../support/git-repository.ts";
import { describeChangedLines } from "./changed-lines-suite.ts";
import { describeRepositorySource, type SourceUnderTest } from "./repository-suite.ts";

const nothingRemembered = { read: async () => new Map<string, string>(), write: async () => undefined };

const inMemory = async ({ earlier = {}, ...files }: SourceUnderTest) => ({
  source: memoryRepository({ ...files, earlier: { before: earlier } }),
  earlier: "before",
  [Symbol.dispose]: () => undefined,
});

const inGit = async ({ earlier = {}, base, head, tip, maxBlobBytes, maxItems }: SourceUnderTest) => {
  const repository = createGitRepository();
  const before = repository.commit("main", earlier);
  const mergeBase = repository.commit("main", base, { fresh: true });
  const limits = {
    ...(maxBlobBytes === undefined ? {} : { maxBlobBytes }),
    ...(maxItems === undefined ? {} : { maxEntries: maxItems }),
  };
  const headSha = repository.commit("head", head, { from: "main", fresh: true });
  const baseTip = tip === undefined ? undefined : repository.commit("main", tip, { fresh: true });
  const source = openRepositorySource(await openClone(repository.directory), {
    mergeBase,
    head: headSha,
    ...(baseTip === undefined ? {} : { baseTip }),
    deriving: derivations(nothingRemembered),
    limits,
  });
  return { source, earlier: before, [Symbol.dispose]: () => repository[Symbol.dispose]() };
};

for (const [name, open] of Object.entries({ memoryRepository: inMemory, openRepositorySource: inGit })) {
  describeRepositorySource(name, open);
  describeChangedLines(name, open);
}
