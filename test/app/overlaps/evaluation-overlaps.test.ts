import { describe, expect, it } from "@jest/globals";
import { createMetrics } from "../../../src/app/metrics.ts";
import { type CompareHead, evaluationOverlaps } from "../../../src/app/overlaps/evaluation-overlaps.ts";
import { Fault } from "../../../src/core/fault.ts";
import type { KnownHead, KnownPair } from "../../../src/core/overlap-store.ts";
import type { OverlapRequest } from "../../../src/core/pull-request-overlaps.ts";
import type { GateReport } from "../../../src/core/report.ts";
import { openClone } from "../../../src/git/clone.ts";
import type { PullRequestState } from "../../../src/github/pull-requests.ts";
import { createQueue } from "../../../src/queue/queue.ts";
import { createLeaseStore } from "../../../src/store/leases.ts";
import { createOverlapStore } from "../../../src/store/overlaps.ts";
import { type Databases, onBothEngines } from "../../support/databases.ts";
import { createGitRepository } from "../../support/git-repository.ts";

const repository = { id: 7, owner: "acme", name: "platform" };
const place = { installationId: 5, repository };

function headOf(number: number, changed: Partial<KnownHead> = {}): KnownHead {
  const about = { installationId: 5, repositoryId: 7, baseRef: "main", draft: false, readySince: 1, touchedAt: 1 };
  return { ...about, number, headSha: `head-${number}`, acting: undefined, ...changed };
}

const state: PullRequestState = {
  number: 1,
  open: true,
  merged: false,
  title: "One",
  author: "ada",
  authorAccount: undefined,
  labels: [],
  headSha: "head-1",
  headRef: "one",
  baseRef: "main",
  defaultBranch: "main",
  fromFork: false,
  draft: false,
  createdAt: 1,
  updatedAt: 1,
  headRepository: undefined,
};

const request: OverlapRequest = {
  acting: { agent: "codex", trust: "verified", priority: 50 },
  maxAgeDays: 30,
  maxFiles: 300,
  ignoreSameAgent: false,
  reportFrom: "hunk",
  hot: { share: 1, fewest: 10 },
  isHotspot: () => false,
  ownersOf: () => [],
};

const told: KnownPair = {
  one: 1,
  other: 2,
  yields: 2,
  rule: "age",
  toldOne: "same",
  toldOther: "same",
  askedByOne: "asked",
  askedByOther: "asked",
};

const unproven: GateReport = {
  gate: "ownership",
  title: "Ownership",
  mode: "enforce",
  verdict: { outcome: "unproven", summary: "It is a test." },
  durationMs: 0,
};

/** Two that met before, and the first of which is judged again. */
async function openPlay(databases: Databases, compare: CompareHead) {
  const database = await databases.open();
  const [store, queue] = [createOverlapStore(database), createQueue(database)];
  await store.saveHeads([headOf(1), headOf(2)]);
  await store.savePairs(7, 1, [told]);
  await store.savePairs(7, 2, [told]);
  const leases = createLeaseStore(database);
  const services = {
    leases,
    overlaps: store,
    queue,
    metrics: createMetrics(),
    settings: { coalesceMs: 100 },
    clock: () => 1_000,
    wake: () => undefined,
    log: { error: () => undefined },
  };
  const overlaps = evaluationOverlaps(services, place, state, compare);
  return {
    store,
    settle: overlaps.settle,
    /** In #2 somebody lets the overlap with #1 pass, as its head was. */
    async letPass(head: string) {
      const about = {
        gate: "ownership",
        finding: "o-1-2-5f2c9a",
        rule: "overlap-waits",
        paths: ["a"],
        what: "They meet.",
      };
      const override = { ...about, other: { number: 1, head }, headSha: "head-2", reason: "We know." };
      const by = { id: 9, login: "ada", tier: "none" } as const;
      const effects = [{ action: "overridden", override, why: "We know." }] as const;
      await leases.record({ ...place, at: 1, number: 2, by, epoch: 0, effects });
    },
    async compare() {
      using made = createGitRepository();
      return overlaps.source(await openClone(made.directory), "base-1").compare(request);
    },
    /** Who is wished for by then. */
    async due(at: number): Promise<number | undefined> {
      const claim = await queue.claim(at, 60_000);
      return claim?.target.kind === "pull-request" ? claim.target.number : undefined;
    },
  };
}

const compared: CompareHead = async (_place, _state, { acting }) => ({
  subject: headOf(1, { acting }),
  compared: {
    overlaps: {
      subject: { number: 1, head: "head-1", agent: acting.agent, trust: acting.trust, draft: false },
      base: { ref: "main", sha: "base-1" },
      overlaps: [],
      pairs: { judged: 0, total: 0 },
      compared: 1,
      leftOut: { old: 0, large: 0, stuck: 0, sameAgent: 0, unread: 0 },
      mergeOrder: [1],
    },
    digests: new Map([[2, "same"]]),
    unjudged: new Set(),
  },
});

const refusing =
  (cause: Error): CompareHead =>
  async () => {
    throw cause;
  };

const hour = 60 * 60_000;

onBothEngines((databases) => {
  describe("after a pull request was judged", () => {
    it("who acts on it is kept, and not before", async () => {
      const { store, compare, settle } = await openPlay(databases, compared);
      await compare();
      expect((await store.head(7, 1))?.acting).toBeUndefined();
      expect(await settle({ gates: [] })).toBe("compared");
      expect((await store.head(7, 1))?.acting).toEqual(request.acting);
    });

    it("and comparing failed, all that was known stays, partners are not freed, and it is tried again", async () => {
      const fault = new Fault("GIT_FAILED", "Git failed.", { retry: false });
      const { store, compare, settle, due } = await openPlay(databases, refusing(fault));
      expect(await compare()).toMatchObject({ kind: "unavailable", because: expect.stringContaining("Git failed.") });
      expect(await settle({ gates: [] })).toBe("failed");
      expect(await store.head(7, 1)).toBeDefined();
      expect(await store.pairsOf(7, 2)).toEqual([told]);
      expect(await due(1_000 + hour)).toBe(1);
      expect(await due(1_000 + hour)).toBeUndefined();
    });

    it("and comparing broke down, it is the same", async () => {
      const { store, compare, settle } = await openPlay(databases, refusing(new Error("A mistake.")));
      await expect(compare()).rejects.toThrow("A mistake.");
      expect(await settle({ gates: [] })).toBe("failed");
      expect(await store.pairsOf(7, 2)).toEqual([told]);
    });

    it("and nobody compared, its partners are freed", async () => {
      const { store, settle, due } = await openPlay(databases, compared);
      expect(await settle({ gates: [] })).toBe("not-asked");
      expect(await store.head(7, 1)).toBeUndefined();
      expect(await due(1_000 + hour)).toBe(2);
    });

    it.each([
      ["another head, is judged again", "head-0", 2],
      ["this very head, is left alone", "head-1", undefined],
    ])("whoever passes by an override about %s", async (_what, head, due) => {
      const play = await openPlay(databases, compared);
      await play.letPass(head);
      await play.compare();
      await play.settle({ gates: [] });
      expect(await play.due(1_000 + hour)).toBe(due);
    });

    it("and a gate could say nothing before it came to that, they are not", async () => {
      const { store, settle, due } = await openPlay(databases, compared);
      expect(await settle({ gates: [unproven] })).toBe("not-asked");
      expect(await store.head(7, 1)).toBeDefined();
      expect(await due(1_000 + hour)).toBeUndefined();
    });
  });
});
