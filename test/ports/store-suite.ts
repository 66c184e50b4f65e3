import { describe, expect, it } from "@jest/globals";
import type { DerivedValues } from "../../src/core/extractor.ts";
import type { KnownPullRequest, ReportStore, StoredReport } from "../../src/core/store.ts";
import { failedGate, passedGate, reportOf } from "../support/reports.ts";

interface Place {
  readonly installationId?: number;
  readonly repositoryId?: number;
  readonly head?: string;
}

function stored(id: string, number: number, savedAt: number, place: Place = {}): StoredReport {
  const repositoryId = place.repositoryId ?? 7;
  const report = reportOf(number, [passedGate, failedGate]);
  return {
    id,
    repositoryId,
    targetKey: `pull-request/${repositoryId}/${number}`,
    installationId: place.installationId ?? 5,
    savedAt,
    report: { ...report, head: place.head ?? "head-1" },
  };
}

function known(number: number, changed: Partial<KnownPullRequest> = {}): KnownPullRequest {
  return { installationId: 5, repositoryId: 7, number, headSha: "head-1", baseRef: "main", open: true, ...changed };
}

/** What every store must do. `open` gives a new, empty one. */
export function storeSuite(open: () => Promise<ReportStore>): void {
  describe("reports", () => {
    it("gives back what was saved, and nothing for an unknown id", async () => {
      const store = await open();
      const report = stored("a", 1, 10);
      await store.saveReport(report);
      expect(await store.reportById("a")).toEqual(report);
      expect(await store.reportById("b")).toBeUndefined();
    });

    it("replaces the report of the same head and keeps those of older heads", async () => {
      const store = await open();
      await store.saveReport(stored("old-head", 1, 5, { head: "head-0" }));
      await store.saveReport(stored("first", 1, 10));
      await store.saveReport(stored("second", 1, 20));
      expect(await store.reportById("first")).toBeUndefined();
      expect((await store.recentReports(10)).map(({ id }) => id)).toEqual(["second", "old-head"]);
    });

    it("finds one report of every target with a head, in its repository only", async () => {
      const store = await open();
      await store.saveReport(stored("a", 1, 10));
      await store.saveReport(stored("b", 2, 11));
      await store.saveReport(stored("c", 2, 12, { head: "head-2" }));
      await store.saveReport(stored("d", 1, 13, { repositoryId: 8 }));
      expect((await store.reportsOfHead(7, "head-1")).map(({ id }) => id)).toEqual(["a", "b"]);
    });

    it("lists the newest first, up to a limit", async () => {
      const store = await open();
      for (const number of [1, 2, 3]) await store.saveReport(stored(`r${number}`, number, number));
      expect((await store.recentReports(2)).map(({ id }) => id)).toEqual(["r3", "r2"]);
      expect((await store.recentReportsOf(7, 1)).map(({ id }) => id)).toEqual(["r3"]);
      expect(await store.recentReportsOf(8, 10)).toEqual([]);
    });
  });

  describe("pull requests", () => {
    it("keeps what is known last", async () => {
      const store = await open();
      await store.savePullRequest(known(1));
      await store.savePullRequest(known(1, { headSha: "head-2", open: false }));
      expect(await store.pullRequest(7, 1)).toEqual(known(1, { headSha: "head-2", open: false }));
      expect(await store.pullRequest(7, 2)).toBeUndefined();
    });

    it("remember one head that is approved of, and nothing else of them changes with it", async () => {
      const store = await open();
      expect(await store.approvedHead(7, 1)).toBeUndefined();
      await store.saveApproval(known(1));
      expect(await store.pullRequest(7, 1)).toEqual(known(1));
      await store.savePullRequest(known(1, { headSha: "head-2", open: false }));
      expect(await store.approvedHead(7, 1)).toBe("head-1");
      await store.saveApproval(known(1, { headSha: "head-3" }));
      expect(await store.approvedHead(7, 1)).toBe("head-3");
      expect(await store.pullRequest(7, 1)).toEqual(known(1, { headSha: "head-2", open: false }));
      expect(await store.approvedHead(8, 1)).toBeUndefined();
      await store.removeApproval(7, 1);
      expect(await store.approvedHead(7, 1)).toBeUndefined();
    });

    it("finds the open ones of a head", async () => {
      const store = await open();
      await store.savePullRequest(known(3));
      await store.savePullRequest(known(1));
      await store.savePullRequest(known(2, { open: false }));
      await store.savePullRequest(known(4, { headSha: "head-2" }));
      await store.savePullRequest(known(5, { repositoryId: 8 }));
      expect(await store.openPullRequestsOfHead(7, "head-1")).toEqual([known(1), known(3)]);
      const numbers = (await store.openPullRequestsOf(7)).map(({ number }) => number);
      expect(numbers).toEqual([1, 3, 4]);
    });
  });

  describe("published checks", () => {
    it("keeps one of a name, and can mark all as unsent", async () => {
      const store = await open();
      // Check-run ids of GitHub are beyond 32 bits.
      await store.savePublishedCheck(7, "head-1", { name: "b", runId: 40_000_000_001, digest: "x" });
      await store.savePublishedCheck(7, "head-1", { name: "a", runId: 2, digest: "y" });
      await store.savePublishedCheck(7, "head-1", { name: "a", runId: 2, digest: "z" });
      await store.savePublishedCheck(7, "head-2", { name: "a", runId: 3, digest: "other" });
      await store.markUnpublished(7, "head-2");
      expect(await store.publishedChecks(7, "head-1")).toEqual([
        { name: "a", runId: 2, digest: "z" },
        { name: "b", runId: 40_000_000_001, digest: "x" },
      ]);
      expect(await store.publishedChecks(7, "head-2")).toEqual([{ name: "a", runId: 3, digest: "" }]);
      await store.savePublishedCheck(7, "head-1", { name: "a", runId: undefined, digest: "" });
      await store.forgetPublishedCheck(7, "head-1", "b");
      expect(await store.publishedChecks(7, "head-1")).toEqual([{ name: "a", runId: undefined, digest: "" }]);
    });
  });

  describe("locks", () => {
    it("gives a head to one holder until it unlocks or its time is over", async () => {
      const store = await open();
      expect(await store.lockHead(7, "head-1", "me", 0, 100)).toBe(true);
      expect(await store.lockHead(7, "head-1", "you", 99, 200)).toBe(false);
      expect(await store.lockHead(7, "head-2", "you", 99, 200)).toBe(true);
      expect(await store.lockHead(7, "head-1", "me", 50, 150)).toBe(true);
      expect(await store.lockHead(7, "head-1", "you", 149, 300)).toBe(false);
      expect(await store.lockHead(7, "head-1", "you", 150, 300)).toBe(true);
      await store.unlockHead(7, "head-1", "me");
      expect(await store.lockHead(7, "head-1", "me", 160, 300)).toBe(false);
      await store.unlockHead(7, "head-1", "you");
      expect(await store.lockHead(7, "head-1", "me", 160, 300)).toBe(true);
    });

    it("gives a head to one of many who ask at once", async () => {
      const store = await open();
      const asked = Array.from({ length: 10 }, (_, index) => store.lockHead(7, "head-1", `holder-${index}`, 0, 100));
      expect((await Promise.all(asked)).filter((taken) => taken)).toHaveLength(1);
    });
  });

  it("keeps named values", async () => {
    const store = await open();
    expect(await store.readValue("cursor")).toBeUndefined();
    await store.writeValue("cursor", "1");
    await store.writeValue("cursor", "2");
    expect(await store.readValue("cursor")).toBe("2");
  });

  describe("forgetting", () => {
    it("deletes all of an installation and nothing of another", async () => {
      const store = await open();
      const other = { installationId: 6, repositoryId: 8 };
      for (const place of [{}, other]) {
        const repositoryId = place === other ? other.repositoryId : 7;
        await store.saveReport(stored(`report-of-${repositoryId}`, 1, 10, place));
        await store.savePullRequest(known(1, place));
        await store.savePublishedCheck(repositoryId, "head-1", { name: "a", runId: 1, digest: "x" });
        await store.lockHead(repositoryId, "head-1", "me", 0, 100);
      }
      expect(await store.forgetRepositories(5, [])).toEqual([7]);
      expect(await store.recentReports(10)).toEqual([stored("report-of-8", 1, 10, other)]);
      expect(await store.pullRequest(7, 1)).toBeUndefined();
      expect(await store.publishedChecks(7, "head-1")).toEqual([]);
      expect(await store.lockHead(7, "head-1", "you", 50, 100)).toBe(true);
      expect(await store.pullRequest(8, 1)).toEqual(known(1, other));
      expect(await store.publishedChecks(8, "head-1")).toHaveLength(1);
      expect(await store.lockHead(8, "head-1", "you", 50, 100)).toBe(false);
      expect(await store.forgetRepositories(5, [])).toEqual([]);
    });

    it("keeps the checks of a repository that has moved to another installation", async () => {
      const store = await open();
      await store.saveReport(stored("a", 1, 10));
      await store.savePullRequest(known(1, { installationId: 6 }));
      await store.savePublishedCheck(7, "head-1", { name: "a", runId: 1, digest: "x" });
      expect(await store.forgetRepositories(5, [])).toEqual([]);
      expect(await store.publishedChecks(7, "head-1")).toHaveLength(1);
    });

    it("prunes old reports, and the checks of heads that have no report left", async () => {
      const store = await open();
      await store.saveReport(stored("old", 1, 10, { head: "old-head" }));
      await store.saveReport(stored("old-of-shared", 2, 10, { head: "shared-head" }));
      await store.saveReport(stored("new-of-shared", 3, 20, { head: "shared-head" }));
      for (const head of ["old-head", "shared-head", "unreported"]) {
        await store.savePublishedCheck(7, head, { name: "a", runId: 1, digest: "x" });
      }
      expect(await store.pruneReports(20)).toBe(2);
      expect((await store.recentReports(10)).map(({ id }) => id)).toEqual(["new-of-shared"]);
      expect(await store.publishedChecks(7, "old-head")).toEqual([]);
      expect(await store.publishedChecks(7, "shared-head")).toHaveLength(1);
      expect(await store.publishedChecks(7, "unreported")).toHaveLength(1);
    });
  });
}

/** What every memory of extracted values must do. `open` gives an empty one that holds at most `maxSize` characters. */
export function derivedValuesSuite(
  open: (options: { readonly maxSize: number; readonly clock: () => number }) => Promise<DerivedValues>,
): void {
  it("remembers values by extractor and id, and the last one written", async () => {
    const values = await open({ maxSize: 1_000, clock: () => 1 });
    await values.write(
      "imports@1",
      new Map([
        ["a", "1"],
        ["b", "2"],
      ]),
    );
    await values.write("imports@1", new Map([["b", "3"]]));
    await values.write("imports@2", new Map([["a", "4"]]));
    await values.write("imports@2", new Map());
    expect(await values.read("imports@1", ["a", "b", "c"])).toEqual(
      new Map([
        ["a", "1"],
        ["b", "3"],
      ]),
    );
    expect(await values.read("imports@2", ["b"])).toEqual(new Map());
    expect(await values.read("imports@1", [])).toEqual(new Map());
  });

  it("writes and reads 10,000 values", async () => {
    const values = await open({ maxSize: 100_000_000, clock: () => 1 });
    const all = new Map(Array.from({ length: 10_000 }, (_, index) => [`id-${index}`, `value-${index}`]));
    await values.write("imports@1", all);
    expect(await values.read("imports@1", [...all.keys()])).toEqual(all);
  });

  it("forgets what was written longest ago when it grows beyond its size", async () => {
    let now = 0;
    const values = await open({ maxSize: 1_000, clock: () => now });
    const ids = Array.from({ length: 40 }, (_, index) => `id-${String(index).padStart(2, "0")}`);
    for (const id of ids) {
      now += 1;
      await values.write("x", new Map([[id, "v".repeat(94)]]));
    }
    const left = await values.read("x", ids);
    expect(left.size).toBeGreaterThanOrEqual(7);
    expect(left.size).toBeLessThanOrEqual(10);
    expect([...left.keys()].toSorted()).toEqual(ids.slice(-left.size));
  });
}
