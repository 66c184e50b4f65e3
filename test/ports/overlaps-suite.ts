import { describe, expect, it } from "@jest/globals";
import type { KnownHead, KnownPair, OverlapStore } from "../../src/core/overlap-store.ts";

function headOf(number: number, changed: Partial<KnownHead> = {}): KnownHead {
  return {
    installationId: 5,
    repositoryId: 7,
    number,
    baseRef: "main",
    headSha: `head-${number}`,
    draft: false,
    readySince: 100,
    touchedAt: 1_000 + number,
    acting: undefined,
    ...changed,
  };
}

function pairOf(one: number, other: number, changed: Partial<KnownPair> = {}): KnownPair {
  const nothing = { toldOne: "", toldOther: "", askedByOne: "", askedByOther: "" };
  return { one, other, yields: other, rule: "age", ...nothing, ...changed };
}

/** What every store of overlaps must do. `open` gives a new, empty one. */
export function overlapsSuite(open: () => Promise<OverlapStore>): void {
  describe("open pull requests", () => {
    it("are listed by their base, those touched last first, so many at most", async () => {
      const store = await open();
      await store.saveHeads([1, 2, 3].map((number) => headOf(number)));
      await store.saveHeads([headOf(4, { baseRef: "next" }), headOf(5, { repositoryId: 8 })]);
      const numbers = async (limit: number) => (await store.headsAgainst(7, "main", limit)).map(({ number }) => number);
      expect(await numbers(10)).toEqual([3, 2, 1]);
      expect(await numbers(2)).toEqual([3, 2]);
    });

    it("keep who acts on them until somebody knows better", async () => {
      const store = await open();
      const acting = { agent: "codex", trust: "verified", priority: 50 } as const;
      await store.saveHeads([headOf(1, { acting })]);
      await store.saveHeads([headOf(1, { headSha: "newer", draft: true })]);
      expect(await store.head(7, 1)).toEqual(headOf(1, { headSha: "newer", draft: true, acting }));
      await store.saveHeads([headOf(1, { acting: { ...acting, agent: null } })]);
      expect((await store.head(7, 1))?.acting?.agent).toBeNull();
      expect(await store.head(8, 1)).toBeUndefined();
    });

    it("go with their pairs", async () => {
      const store = await open();
      await store.saveHeads([1, 2, 3].map((number) => headOf(number)));
      await store.savePairs(7, 2, [pairOf(1, 2), pairOf(2, 3)]);
      await store.savePairs(8, 2, [pairOf(1, 2)]);
      await store.removeHead(7, 1);
      expect(await store.head(7, 1)).toBeUndefined();
      expect(await store.pairsOf(7, 2)).toEqual([pairOf(2, 3)]);
      expect(await store.pairsOf(8, 2)).toEqual([pairOf(1, 2)]);
    });
  });

  describe("pairs", () => {
    it("of one pull request are replaced, and those of others stay", async () => {
      const store = await open();
      await store.savePairs(7, 2, [pairOf(1, 2), pairOf(2, 3)]);
      await store.savePairs(7, 4, [pairOf(3, 4)]);
      const told = pairOf(2, 3, { yields: 3, rule: "owner", toldOther: "b", askedByOther: "c" });
      await store.savePairs(7, 3, [told, pairOf(3, 4)]);
      await store.savePairs(7, 2, [told]);
      expect(await store.pairsOf(7, 3)).toEqual([told, pairOf(3, 4)]);
      expect(await store.pairsOf(7, 1)).toEqual([]);
    });

    it("keep what the other one has told and asked meanwhile", async () => {
      const store = await open();
      await store.savePairs(7, 1, [pairOf(1, 2, { toldOne: "a", toldOther: "read before", askedByOne: "b" })]);
      await store.savePairs(7, 2, [pairOf(1, 2, { toldOne: "lost", toldOther: "c", askedByOther: "d" })]);
      await store.savePairs(7, 1, [pairOf(1, 2, { toldOne: "e", toldOther: "lost", askedByOther: "lost", yields: 1 })]);
      expect(await store.pairsOf(7, 1)).toEqual([
        pairOf(1, 2, { yields: 1, toldOne: "e", toldOther: "c", askedByOne: "", askedByOther: "d" }),
      ]);
    });

    it("can be a thousand", async () => {
      const store = await open();
      const pairs = Array.from({ length: 1_000 }, (_, at) => pairOf(1, at + 2));
      await store.savePairs(7, 1, pairs);
      expect(await store.pairsOf(7, 1)).toEqual(pairs);
    });
  });
}
