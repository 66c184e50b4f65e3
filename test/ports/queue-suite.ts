import { describe, expect, it } from "@jest/globals";
import type { Claim, Queue } from "../../src/core/queue.ts";
import type { Target } from "../../src/core/target.ts";
import { deliveryOf, pullRequestTarget } from "../support/deliveries.ts";

const one = pullRequestTarget(1);
const two = pullRequestTarget(2);
const leaseMs = 1_000;

async function claimed(queue: Queue, now: number): Promise<Claim> {
  const claim = await queue.claim(now, leaseMs);
  if (claim === undefined) throw new Error(`Nothing was ready at ${now}.`);
  return claim;
}

/** What every queue must do. `open` gives a new, empty queue. */
export function queueSuite(open: () => Promise<Queue>): void {
  describe("taking in", () => {
    it("wishes what a delivery wishes", async () => {
      const queue = await open();
      await queue.accept([deliveryOf("a", one, 100)]);
      expect(await queue.claim(99, leaseMs)).toBeUndefined();
      expect(await claimed(queue, 100)).toMatchObject({ key: "pull-request/7/1", target: one, wanted: 1, attempts: 0 });
    });

    it("wishes nothing again for an id that is known, in the same call or later", async () => {
      const queue = await open();
      await queue.accept([deliveryOf("a", one, 100), deliveryOf("a", two, 100)]);
      await queue.finish(await claimed(queue, 100), 100);
      await queue.accept([deliveryOf("a", one, 200)]);
      expect(await queue.claim(300, leaseMs)).toBeUndefined();
      expect(await queue.known(["a", "b"])).toEqual(new Set(["a"]));
    });

    it("counts fifty concurrent deliveries of one target as fifty wishes of one target", async () => {
      const queue = await open();
      await Promise.all(
        Array.from({ length: 50 }, (_, index) => queue.accept([deliveryOf(`id-${index}`, one, index)])),
      );
      const claim = await claimed(queue, 0);
      expect(claim.wanted).toBe(50);
      expect(await queue.claim(1_000, 5)).toMatchObject({ key: claim.key });
    });

    it("stores a delivery without wishes, so that its id is known", async () => {
      const queue = await open();
      await queue.accept([{ guid: "quiet", event: "push", receivedAt: 7, wishes: [] }]);
      await queue.accept([]);
      await queue.wish([]);
      expect(await queue.known(["quiet"])).toEqual(new Set(["quiet"]));
      expect((await queue.depth(7)).lastDeliveryAt).toBe(7);
    });

    it("keeps the earlier time of a pending target", async () => {
      const queue = await open();
      await queue.wish([{ target: one, notBefore: 200 }]);
      await queue.accept([deliveryOf("a", one, 500)]);
      expect(await queue.claim(199, leaseMs)).toBeUndefined();
      await queue.wish([{ target: one, notBefore: 150 }]);
      expect((await claimed(queue, 150)).wanted).toBe(3);
    });

    it("takes the new time for a target that is done", async () => {
      const queue = await open();
      await queue.wish([{ target: one, notBefore: 100 }]);
      await queue.finish(await claimed(queue, 100), 100);
      await queue.wish([{ target: one, notBefore: 900 }]);
      expect(await queue.claim(899, leaseMs)).toBeUndefined();
      expect((await claimed(queue, 900)).wanted).toBe(2);
    });

    it("takes the new time for a wish that comes while the target is under way", async () => {
      const queue = await open();
      await queue.wish([{ target: one, notBefore: 100 }]);
      const claim = await claimed(queue, 100);
      await queue.wish([{ target: one, notBefore: 900 }]);
      await queue.finish(claim, 110);
      expect(await queue.claim(899, leaseMs)).toBeUndefined();
      expect((await claimed(queue, 900)).wanted).toBe(2);
    });

    it("keeps the latest name of a repository", async () => {
      const queue = await open();
      await queue.wish([{ target: one, notBefore: 0 }]);
      const renamed: Target = {
        kind: "pull-request",
        installationId: 5,
        number: 1,
        repository: { id: 7, owner: "acme", name: "new" },
      };
      await queue.wish([{ target: renamed, notBefore: 0 }]);
      expect((await claimed(queue, 0)).target).toEqual(renamed);
    });

    it("wishes a stored target by its key, and no other", async () => {
      const queue = await open();
      await queue.wish([{ target: one, notBefore: 0 }]);
      await queue.finish(await claimed(queue, 0), 0);
      expect(await queue.wishAgain("pull-request/7/1", 50)).toBe(true);
      expect(await queue.wishAgain("pull-request/7/2", 50)).toBe(false);
      expect((await claimed(queue, 50)).wanted).toBe(2);
    });
  });

  describe("leases", () => {
    it("takes merge groups first, then by due time", async () => {
      const queue = await open();
      const repository = { id: 7, owner: "acme", name: "app" };
      const group: Target = {
        kind: "merge-group",
        installationId: 5,
        repository,
        headSha: "h",
        headRef: "r",
        baseSha: "b",
        baseRef: "main",
      };
      await queue.wish([
        { target: one, notBefore: 20 },
        { target: two, notBefore: 10 },
        { target: group, notBefore: 30 },
      ]);
      const keys = [];
      for (let turn = 0; turn < 3; turn += 1) keys.push((await claimed(queue, 40)).key);
      expect(keys).toEqual(["merge-group/7/h", "pull-request/7/2", "pull-request/7/1"]);
      expect(await queue.claim(40, leaseMs)).toBeUndefined();
    });

    it("gives each target to one of many who ask at once", async () => {
      const queue = await open();
      await queue.wish(
        Array.from({ length: 8 }, (_, index) => ({ target: pullRequestTarget(index + 1), notBefore: 0 })),
      );
      const claims = await Promise.all(Array.from({ length: 12 }, () => queue.claim(0, leaseMs)));
      const keys = claims.flatMap((claim) => (claim === undefined ? [] : [claim.key]));
      expect(new Set(keys).size).toBe(keys.length);
      while (true) {
        const claim = await queue.claim(0, leaseMs);
        if (claim === undefined) break;
        keys.push(claim.key);
      }
      expect(keys.toSorted()).toEqual(Array.from({ length: 8 }, (_, index) => `pull-request/7/${index + 1}`));
    });

    it("fences off a holder whose lease ran out and was given to another", async () => {
      const queue = await open();
      await queue.wish([{ target: one, notBefore: 0 }]);
      const old = await claimed(queue, 0);
      expect(await queue.claim(999, leaseMs)).toBeUndefined();
      const fresh = await claimed(queue, 1_000);
      expect(fresh.token).toBeGreaterThan(old.token);
      expect(await queue.renew(old, 1_001, leaseMs)).toBe(false);
      expect(await queue.finish(old, 1_001)).toBe(false);
      expect(await queue.release(old, 1_001, { error: "late" })).toBe(false);
      expect(await queue.bury(old, 1_001, "late")).toBe(false);
      expect(await queue.finish(fresh, 1_001)).toBe(true);
      expect(await queue.finish(fresh, 1_001)).toBe(false);
    });

    it("counts a lease that ran out as a failed attempt", async () => {
      const queue = await open();
      await queue.wish([{ target: one, notBefore: 0 }]);
      expect((await claimed(queue, 0)).attempts).toBe(0);
      expect((await claimed(queue, 1_000)).attempts).toBe(1);
    });

    it("lets a holder go on whose lease ran out unnoticed", async () => {
      const queue = await open();
      await queue.wish([{ target: one, notBefore: 0 }]);
      const claim = await claimed(queue, 0);
      expect(await queue.renew(claim, 5_000, leaseMs)).toBe(true);
      expect(await queue.claim(5_999, leaseMs)).toBeUndefined();
      expect(await queue.finish(claim, 9_000)).toBe(true);
    });

    it("runs again what was wished while it was under way", async () => {
      const queue = await open();
      await queue.wish([{ target: one, notBefore: 0 }]);
      const claim = await claimed(queue, 0);
      await queue.accept([deliveryOf("newer", one, 10)]);
      expect(await queue.claim(20, leaseMs)).toBeUndefined();
      await queue.finish(claim, 30);
      expect((await claimed(queue, 30)).wanted).toBe(2);
    });

    it("grows the token even after the target was pruned or forgotten", async () => {
      const queue = await open();
      await queue.wish([{ target: one, notBefore: 0 }]);
      const first = await claimed(queue, 0);
      await queue.finish(first, 0);
      expect((await queue.prune(1)).targets).toBe(1);
      await queue.wish([{ target: one, notBefore: 0 }]);
      const second = await claimed(queue, 0);
      expect(second.token).toBeGreaterThan(first.token);
      await queue.forget(5);
      await queue.wish([{ target: one, notBefore: 0 }]);
      expect((await claimed(queue, 0)).token).toBeGreaterThan(second.token);
      expect(await queue.finish(second, 0)).toBe(false);
    });
  });

  describe("trouble", () => {
    it("waits until the given time after a failure, and counts it", async () => {
      const queue = await open();
      await queue.wish([{ target: one, notBefore: 0 }]);
      expect(await queue.release(await claimed(queue, 0), 500, { error: "boom" })).toBe(true);
      expect(await queue.claim(499, leaseMs)).toBeUndefined();
      const second = await claimed(queue, 500);
      expect(second.attempts).toBe(1);
      await queue.release(second, 600, undefined);
      const third = await claimed(queue, 600);
      expect(third.attempts).toBe(1);
      await queue.finish(third, 600);
      await queue.wish([{ target: one, notBefore: 700 }]);
      expect((await claimed(queue, 700)).attempts).toBe(0);
    });

    it("shows a buried target and brings it to life again when it is wished", async () => {
      const queue = await open();
      await queue.wish([{ target: one, notBefore: 0 }]);
      await queue.release(await claimed(queue, 0), 1, { error: "first" });
      expect(await queue.bury(await claimed(queue, 1), 5, `hopeless\0${"x".repeat(9_000)}`)).toBe(true);
      expect(await queue.claim(10_000, leaseMs)).toBeUndefined();
      const [letter, ...others] = await queue.deadLetters();
      expect(others).toEqual([]);
      expect(letter).toMatchObject({ key: "pull-request/7/1", target: one, attempts: 2, diedAt: 5 });
      expect(letter?.error).toMatch(/^hopelessx+$/);
      expect(letter?.error.length).toBeLessThan(2_001);
      await queue.wish([{ target: one, notBefore: 800 }]);
      expect(await queue.deadLetters()).toEqual([]);
      expect(await queue.claim(799, leaseMs)).toBeUndefined();
      expect((await claimed(queue, 800)).attempts).toBe(0);
    });

    it("does not bury a wish that came during the last attempt", async () => {
      const queue = await open();
      await queue.wish([{ target: one, notBefore: 0 }]);
      const claim = await claimed(queue, 0);
      await queue.wish([{ target: one, notBefore: 50 }]);
      expect(await queue.bury(claim, 40, "hopeless")).toBe(true);
      expect(await queue.deadLetters()).toEqual([]);
      expect(await claimed(queue, 50)).toMatchObject({ wanted: 2, attempts: 0 });
    });
  });

  describe("pauses", () => {
    it("takes nothing of a paused installation, and all of the others", async () => {
      const queue = await open();
      const other = pullRequestTarget(9, 6);
      await queue.wish([
        { target: one, notBefore: 0 },
        { target: other, notBefore: 1 },
      ]);
      await queue.pause(5, 100);
      expect((await claimed(queue, 50)).target).toEqual(other);
      expect(await queue.claim(99, leaseMs)).toBeUndefined();
      expect((await claimed(queue, 100)).target).toEqual(one);
    });

    it("never shortens a pause", async () => {
      const queue = await open();
      expect(await queue.pausedUntil(5)).toBe(0);
      await queue.pause(5, 100);
      await queue.pause(5, 50);
      expect(await queue.pausedUntil(5)).toBe(100);
      await queue.pause(5, 150);
      expect(await queue.pausedUntil(5)).toBe(150);
    });
  });

  describe("looking and forgetting", () => {
    it("counts what is ready, delayed, leased and dead", async () => {
      const queue = await open();
      expect(await queue.depth(0)).toEqual({
        ready: 0,
        delayed: 0,
        leased: 0,
        dead: 0,
        oldestReadyAt: undefined,
        lastDeliveryAt: undefined,
      });
      await queue.wish([1, 2, 3, 4].map((number) => ({ target: pullRequestTarget(number), notBefore: number })));
      await queue.accept([deliveryOf("a", pullRequestTarget(5), 900)]);
      await queue.bury(await claimed(queue, 10), 10, "dead");
      await queue.claim(10, leaseMs);
      expect(await queue.depth(10)).toEqual({
        ready: 2,
        delayed: 1,
        leased: 1,
        dead: 1,
        oldestReadyAt: 3,
        lastDeliveryAt: 900,
      });
    });

    it("prunes old ids and finished targets, and nothing that is still wanted", async () => {
      const queue = await open();
      await queue.accept([deliveryOf("old", one, 10), deliveryOf("new", two, 20)]);
      await queue.finish(await claimed(queue, 10), 15);
      expect(await queue.prune(20)).toEqual({ deliveries: 1, targets: 1 });
      expect(await queue.known(["old", "new"])).toEqual(new Set(["new"]));
      expect(await queue.prune(10_000)).toEqual({ deliveries: 1, targets: 0 });
      expect((await claimed(queue, 10_000)).target).toEqual(two);
    });

    it("forgets what an uninstalled installation wanted", async () => {
      const queue = await open();
      await queue.wish([
        { target: one, notBefore: 0 },
        { target: pullRequestTarget(9, 6), notBefore: 0 },
      ]);
      await queue.pause(5, 99);
      const claim = await claimed(queue, 100);
      await queue.forget(5);
      expect(await queue.finish(claim, 101)).toBe(claim.target.installationId === 6);
      expect(await queue.pausedUntil(5)).toBe(0);
      expect((await queue.depth(100)).ready).toBe(claim.target.installationId === 6 ? 0 : 1);
    });

    it("looks up thousands of ids", async () => {
      const queue = await open();
      const guids = Array.from({ length: 1_200 }, (_, index) => `guid-${index}`);
      await queue.accept(guids.map((guid) => deliveryOf(guid, one, 0)));
      expect((await queue.known([...guids, "other"])).size).toBe(1_200);
    });
  });
}
