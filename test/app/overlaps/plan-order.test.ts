import { expect, it } from "@jest/globals";
import { openBook } from "../../../src/app/overlaps/book.ts";
import { planOrder } from "../../../src/app/overlaps/plan-order.ts";
import type { KnownHead } from "../../../src/core/overlap-store.ts";
import { openClone } from "../../../src/git/clone.ts";
import { createGitRepository } from "../../support/git-repository.ts";

const head = (number: number, headSha: string): KnownHead => ({
  installationId: 1,
  repositoryId: 1,
  number,
  baseRef: "main",
  headSha,
  draft: false,
  readySince: number,
  touchedAt: number,
  acting: undefined,
});

it("puts first who was told to go first, and last who has to be rebased; leaves out whom nobody has read", async () => {
  using repository = createGitRepository();
  const base = repository.commit("main", { "a.txt": "base\n", "b.txt": "base\n" });
  const commit = (branch: string, files: Readonly<Record<string, string>>) =>
    repository.commit(branch, files, { from: "main" });
  const one = commit("one", { "a.txt": "one\n" });
  const two = commit("two", { "a.txt": "two\n" });
  const three = commit("three", { "b.txt": "three\n" });
  const large = commit("large", { "c.txt": "c\n", "d.txt": "d\n" });
  const heads = [head(1, one), head(2, two), head(3, three), head(4, large), head(5, "0".repeat(40))];
  const book = await openBook(await openClone(repository.directory), base);
  try {
    await book.read(
      heads.slice(0, 4).map(({ number, headSha: commit }) => ({ number, commit })),
      1,
    );
    const about = { leftOut: [4, 5], pairs: { judged: 1, total: 1 } };
    expect(await planOrder(book, heads, [])).toEqual({ together: [1, 3], later: [2], ...about });
    const nothing = { toldOne: "", toldOther: "", askedByOne: "", askedByOther: "" };
    const told = [{ one: 1, other: 2, yields: 1, rule: "pin", ...nothing }];
    expect(await planOrder(book, heads, told)).toEqual({ together: [2, 3], later: [1], ...about });
  } finally {
    await book.close();
  }
});
