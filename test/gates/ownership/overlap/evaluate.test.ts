import { describe, expect, it } from "@jest/globals";
import type { HeadFacts, MergeJudge, MergeOutcome } from "../../../../src/core/overlap.ts";
import { candidatePairs, indexHeads } from "../../../../src/gates/ownership/overlap/candidates.ts";
import {
  type EvaluationOptions,
  evaluateOverlaps,
  partialWords,
} from "../../../../src/gates/ownership/overlap/evaluate.ts";
import { hotFiles } from "../../../../src/gates/ownership/overlap/hot-files.ts";
import { withStuckPairs } from "../../../../src/gates/ownership/overlap/stuck-pairs.ts";
import { edit, file, head, replaced } from "./heads.ts";

const clean: MergeOutcome = { kind: "clean", tree: "tree" };
const conflict: MergeOutcome = { kind: "conflict", files: [{ path: "f", kind: "content" }] };

/** A judge that says of every order what it is told, and counts. */
function judgeSaying(outcome: MergeOutcome): MergeJudge & { asked: number } {
  return {
    asked: 0,
    async merge(orders) {
      this.asked += orders.length;
      return orders.map(() => outcome);
    },
  };
}

const options: EvaluationOptions = {
  maxPairs: 1_000,
  mergeCertain: true,
  standing: (ref) => ({ ref, stuck: false, changedLines: 0 }),
};

function evaluate(heads: readonly HeadFacts[], judge: MergeJudge, more: Partial<EvaluationOptions> = {}) {
  const candidates = withStuckPairs(heads, candidatePairs(indexHeads(heads)));
  return evaluateOverlaps(heads, candidates, judge, { ...options, ...more });
}

const near = [
  head("a", [edit("f", "1", replaced(3, ["c"], ["1"]))]),
  head("b", [edit("f", "2", replaced(3, ["c"], ["2"]))]),
];
const apart = [
  head("a", [edit("f", "1", replaced(3, ["c"], ["1"]))]),
  head("b", [edit("f", "2", replaced(9, ["i"], ["2"]))]),
];

describe("evaluateOverlaps", () => {
  it("says textual where git stops, whatever the lines say", async () => {
    const { pairs } = await evaluate(apart, judgeSaying(conflict));
    expect(pairs).toMatchObject([
      { a: "a", b: "b", level: "textual", orders: { aThenB: "conflict", bThenA: "conflict" }, yields: "b" },
    ]);
  });

  it("says hunk where lines touch and git does not stop, and file where they do not touch", async () => {
    expect((await evaluate(near, judgeSaying(clean))).pairs).toMatchObject([
      { level: "hunk", files: [{ path: "f", kind: "content" }] },
    ]);
    expect((await evaluate(apart, judgeSaying(clean))).pairs).toMatchObject([{ level: "file" }]);
  });

  it("says stacked, and nothing of lines, where heads share commits", async () => {
    const [one, two] = near;
    const heads = [one, two].flatMap((each) =>
      each === undefined ? [] : [{ ...each, ownCommits: new Set(["shared", each.commit]) }],
    );
    expect((await evaluate(heads, judgeSaying(clean))).pairs).toMatchObject([{ level: "stacked" }]);
  });

  it("says duplicate where half of the smaller one is in the other", async () => {
    const same = replaced(3, ["c"], ["a line that is long enough to be no chance"]);
    const heads = [
      head("a", [edit("f", "1", same, replaced(20, ["x"], ["only here"]))]),
      head("b", [edit("f", "2", same), edit("g", "2", replaced(1, ["y"], ["z"]), replaced(5, ["y"], ["z"]))]),
    ];
    expect((await evaluate(heads, judgeSaying(clean))).pairs).toMatchObject([
      { level: "duplicate", files: [{ path: "f" }] },
    ]);
  });

  it("does not merge what is certain, unless it should", async () => {
    const lazy = judgeSaying(conflict);
    expect((await evaluate(apart, lazy, { mergeCertain: false })).pairs).toMatchObject([{ level: "file" }]);
    expect(lazy.asked).toBe(0);
    const keen = judgeSaying(clean);
    await evaluate(apart, keen);
    expect(keen.asked).toBe(2);
  });

  it("is not certain of a file that the base has changed since a head began", async () => {
    const [one, two] = apart;
    const stale = { ...one, ownChanges: [{ before: file("f", "older"), after: file("f", "1") }] };
    const judge = judgeSaying(clean);
    await evaluate(
      [stale, two].flatMap((each) => (each?.ref === undefined ? [] : [{ ...head("", []), ...each }])),
      judge,
      { mergeCertain: false },
    );
    expect(judge.asked).toBe(2);
  });

  it("merges those that touch first, and says how many were left", async () => {
    const heads = [
      ...Array.from({ length: 4 }, (_, at) =>
        head(`far-${at}`, [edit("f", `${at}`, replaced(9 * at + 20, ["x"], ["y"]))]),
      ),
      ...near,
    ];
    const result = await evaluate(heads, judgeSaying(conflict), { maxPairs: 1, mergeCertain: false });
    expect(result.pairs.filter(({ level }) => level === "textual")).toMatchObject([{ a: "a", b: "b" }]);
    expect(partialWords(result)).toBeUndefined();
    const more = await evaluate(
      near.concat(head("c", [edit("f", "3", replaced(3, ["c"], ["3"]))])),
      judgeSaying(conflict),
      { maxPairs: 1 },
    );
    expect(partialWords(more)).toBe("partial: 1 of 3 pairs");
    expect(more.pairs.map(({ level }) => level).toSorted()).toEqual(["hunk", "hunk", "textual"]);
  });

  it("counts a pair that the judge gave up on as not judged", async () => {
    const result = await evaluate(near, judgeSaying({ kind: "unjudged", because: "time" }));
    expect(result).toMatchObject({ judged: 0, total: 1, pairs: [{ level: "hunk", orders: { aThenB: "conflict" } }] });
  });

  it("tells pairs at hot files by their lines, and merges those that touch", async () => {
    const heads = Array.from({ length: 8 }, (_, at) => {
      const changes = [edit("hot", `${at}`, replaced(at < 2 ? 3 : 10 * at, ["c"], [`${at}`]))];
      const ownChanges = [{ before: file("hot", "older"), after: file("hot", `${at}`) }];
      return head(`${at}`, changes, { ownChanges });
    });
    const judge = judgeSaying(conflict);
    const result = await evaluate(heads, judge, { mergeCertain: false, hot: hotFiles(indexHeads(heads)) });
    expect(judge.asked).toBe(2);
    expect(result).toMatchObject({ judged: 28, total: 28, byLines: 27 });
    expect(result.pairs.filter(({ level }) => level === "textual")).toMatchObject([{ a: "0", b: "1" }]);
  });

  it("lets a head that cannot be merged alone collide with all others, without a merge where they are strangers", async () => {
    const stuck = head("stuck", [edit("z", "1", replaced(1, ["a"], ["b"]))], {
      alone: "conflict",
      aloneFiles: [{ path: "z", kind: "content" }],
    });
    const judge = judgeSaying(conflict);
    const { pairs } = await evaluate([stuck, head("other", [edit("y", "1")])], judge);
    expect(judge.asked).toBe(0);
    expect(pairs).toMatchObject([
      { level: "textual", files: [{ path: "z" }], orders: { aThenB: "conflict", bThenA: "conflict" } },
    ]);
  });

  it("stays bounded with 500 heads on one hot file", async () => {
    const heads = Array.from({ length: 500 }, (_, at) =>
      head(`${at}`, [edit("hot", `${at}`, replaced(3, ["c"], [`${at}`]))]),
    );
    const judge = judgeSaying(conflict);
    const result = await evaluate(heads, judge, { maxPairs: 100 });
    expect(judge.asked).toBe(200);
    expect(partialWords(result)).toBe("partial: 100 of 124750 pairs");
  });
});
