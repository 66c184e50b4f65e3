import { describe, expect, it } from "@jest/globals";
import { createMetrics } from "../../../src/app/metrics.ts";
import type { ComparedOpen } from "../../../src/app/overlaps/compare-open.ts";
import { leaveOverlaps, settleOverlaps } from "../../../src/app/overlaps/settle.ts";
import type { KnownHead } from "../../../src/core/overlap-store.ts";
import type { PullRequestOverlap } from "../../../src/core/pull-request-overlaps.ts";
import { createQueue } from "../../../src/queue/queue.ts";
import { createOverlapStore } from "../../../src/store/overlaps.ts";
import { type Databases, onBothEngines } from "../../support/databases.ts";

const place = { installationId: 5, repository: { id: 7, owner: "acme", name: "platform" } };

function headOf(number: number): KnownHead {
  const about = { installationId: 5, repositoryId: 7, baseRef: "main", draft: false, readySince: 1, touchedAt: 1 };
  return { ...about, number, headSha: `head-${number}`, acting: undefined };
}

/** What comparing a pull request found: who it meets, and what is told of each. */
function compared(subject: number, met: Readonly<Record<number, string>>, base = "base-1"): ComparedOpen {
  const others = Object.keys(met).map(Number);
  const openOne = (number: number) => {
    return { number, head: `head-${number}`, agent: null, trust: "none", draft: false } as const;
  };
  return {
    overlaps: {
      subject: openOne(subject),
      base: { ref: "main", sha: base },
      overlaps: others.map(
        (number): PullRequestOverlap => ({
          id: `o-${number}`,
          other: openOne(number),
          level: "textual",
          orders: { mineThenTheirs: "conflict", theirsThenMine: "conflict" },
          files: [],
          symbols: [],
          otherChange: [],
          yields: { number: Math.max(subject, number), rule: "age" },
        }),
      ),
      pairs: { judged: others.length, total: others.length },
      compared: others.length,
      leftOut: { old: 0, large: 0, stuck: 0, sameAgent: 0, unread: 0 },
      mergeOrder: [],
    },
    digests: new Map(others.map((number) => [number, met[number] ?? ""])),
    unjudged: new Set(),
  };
}

async function openPlay(databases: Databases) {
  const database = await databases.open();
  const [overlaps, queue] = [createOverlapStore(database), createQueue(database)];
  let now = 1_000;
  const services = {
    overlaps,
    queue,
    metrics: createMetrics(),
    settings: { coalesceMs: 100 },
    clock: () => now,
    wake: () => undefined,
  };
  return {
    services,
    settle: (subject: number, met: Readonly<Record<number, string>>, base?: string) =>
      settleOverlaps(services, place, headOf(subject), compared(subject, met, base)),
    /** Who is due next, by number; time goes on by so much first. */
    async next(passed = 200): Promise<number | undefined> {
      now += passed;
      const claim = await queue.claim(now, 60_000);
      if (claim === undefined) return undefined;
      await queue.finish(claim, now);
      return claim.target.kind === "pull-request" ? claim.target.number : undefined;
    },
  };
}

onBothEngines((databases) => {
  describe("partners", () => {
    it("are judged again when what is told of the pair has changed, and then leave each other alone", async () => {
      const { settle, next } = await openPlay(databases);
      await settle(1, { 2: "same" });
      expect(await next()).toBe(2);
      await settle(2, { 1: "same" });
      expect(await next()).toBeUndefined();
      // A push that changes nothing between the two.
      await settle(1, { 2: "same" }, "base-2");
      expect(await next()).toBeUndefined();
      await settle(1, { 2: "worse" });
      expect(await next()).toBe(2);
      await settle(2, { 1: "worse" });
      expect(await next()).toBeUndefined();
    });

    it("hear that an overlap has ended", async () => {
      const { settle, next } = await openPlay(databases);
      await settle(1, { 2: "same" });
      await next();
      await settle(2, { 1: "same" });
      await settle(1, {});
      expect(await next()).toBe(2);
      await settle(2, {});
      expect(await next()).toBeUndefined();
    });

    it.each([
      ["tell different things", { 2: "one" }, { 1: "other" }],
      ["of whom one never sees the other", {}, { 1: "other" }],
    ])("that %s do not keep each other busy for ever", async (_what, ofOne, ofOther) => {
      const { settle, next } = await openPlay(databases);
      await settle(1, ofOne);
      await settle(2, ofOther);
      let evaluations = 0;
      for (let number = await next(); number !== undefined && evaluations < 50; number = await next()) {
        evaluations += 1;
        await (number === 1 ? settle(1, ofOne) : settle(2, ofOther));
      }
      expect(evaluations).toBeLessThanOrEqual(4);
      // Something new between them is told again.
      await settle(2, { 1: "news" });
      expect(await next()).toBe(1);
    });

    it("need not agree on what only one of them has looked at", async () => {
      const { settle, next } = await openPlay(databases);
      await settle(1, { 2: "meeting changes" });
      await next();
      await settle(2, { 1: "meeting" });
      expect(await next()).toBeUndefined();
      await settle(2, { 1: "meeting others" });
      expect(await next()).toBe(1);
    });

    it("that were not judged yet are decided about for good once they are, whoever is saved last", async () => {
      const { services } = await openPlay(databases);
      const decisionOf = async () => (await services.overlaps.pairsOf(7, 1)).map(({ yields, rule }) => [yields, rule]);
      const first = { ...compared(1, { 2: "same" }), unjudged: new Set([2]) };
      await settleOverlaps(services, place, headOf(1), first);
      expect(await decisionOf()).toEqual([[2, ""]]);
      await settleOverlaps(services, place, headOf(2), compared(2, { 1: "same" }));
      expect(await decisionOf()).toEqual([[2, "age"]]);
      await settleOverlaps(services, place, headOf(1), first);
      expect(await decisionOf()).toEqual([[2, "age"]]);
    });

    it("of a crowd come a few at a time", async () => {
      const { settle, next } = await openPlay(databases);
      await settle(1, Object.fromEntries(Array.from({ length: 50 }, (_, at) => [at + 2, "same"])));
      const due = async () => {
        let count = 0;
        while ((await next(0)) !== undefined) count += 1;
        return count;
      };
      await next(0);
      const counts = [];
      for (const passed of [100, 5_000, 5_000]) {
        const first = await next(passed);
        counts.push((await due()) + Number(first !== undefined));
      }
      expect(counts).toEqual([20, 20, 10]);
    });

    it("that told something of a pull request hear that it is closed", async () => {
      const { services, settle, next } = await openPlay(databases);
      await services.overlaps.saveHeads([1, 2, 3].map(headOf));
      await settle(1, { 2: "same", 3: "same" });
      expect([await next(), await next()].toSorted()).toEqual([2, 3]);
      await settle(2, { 1: "same" });
      await leaveOverlaps(services, place, 1);
      expect(await services.overlaps.head(7, 1)).toBeUndefined();
      expect(await next()).toBe(2);
      expect(await next()).toBeUndefined();
      await leaveOverlaps(services, place, 1);
      expect(await next()).toBeUndefined();
    });
  });
});
