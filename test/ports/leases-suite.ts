import { describe, expect, it } from "@jest/globals";
import type { Happening, LeaseStore, NewLease, NewOverride, Reasoned } from "../../src/core/ledger.ts";

const repository = { id: 7, owner: "acme", name: "platform" };
const by = { id: 4_000_000_001, login: "codex[bot]", tier: "verified" } as const;
const lease: NewLease = {
  agent: "codex",
  mode: "exclusive",
  paths: ["/src/**", 'a "b".py'],
  starts: 1_795_601_744_960,
  expires: 1_795_601_744_970,
  ttlMs: 10,
  baseRef: "release/2.0",
  standsBefore: ["claude"],
  reason: "Move it.",
};
const override: NewOverride = {
  gate: "lane-guard",
  finding: "0123456789",
  rule: "forbidden",
  paths: ["src/a.py", "src/b.py"],
  other: { number: 13, head: "b".repeat(40) },
  what: "It imports it.",
  headSha: "a".repeat(40),
  reason: "We know.",
};

function happening(epoch: number, effects: readonly Reasoned[], more: Partial<Happening> = {}): Happening {
  return { installationId: 5, repository, at: 100 + epoch, by, number: 12, epoch, effects, ...more };
}
const claimed = { action: "claimed", lease, why: "Move it." } as const;

/** What every store of leases must do. `open` gives a new, empty one. */
export function leasesSuite(open: () => Promise<LeaseStore>): void {
  describe("leases", () => {
    it("are granted, renewed and ended, each with an epoch of its own", async () => {
      const store = await open();
      expect(await store.book(7)).toEqual({ epoch: 0, leases: [], declarations: [], preferences: [] });
      const asked = { action: "requested", lease: { ...lease, mode: "shared", agent: "claude" }, why: "" } as const;
      expect(await store.record(happening(0, [claimed, asked]))).toBe("done");
      const about = { number: 12, grantedBy: { id: by.id, login: by.login } };
      const first = { ...lease, ...about, id: "L1", epoch: 1, state: "active" };
      const second = { ...asked.lease, ...about, id: "L2", epoch: 2, state: "requested" };
      expect(await store.book(7)).toMatchObject({ epoch: 2, leases: [first, second] });
      const renewed = { action: "renewed", epoch: 1, expires: lease.expires + 5, why: "" } as const;
      await store.record(happening(2, [renewed, { action: "released", epoch: 2, why: "" }]));
      expect(await store.book(7)).toMatchObject({ epoch: 4, leases: [{ ...first, expires: lease.expires + 5 }] });
      const given = {
        action: "handed-off",
        lease: { ...lease, agent: "claude", standsBefore: "everybody" },
        why: "",
      } as const;
      await store.record(happening(4, [{ action: "superseded", epoch: 1, why: "" }, given]));
      expect((await store.leases(7, 10)).map(({ id, state }) => [id, state])).toEqual([
        ["L6", "active"],
        ["L2", "released"],
        ["L1", "superseded"],
      ]);
      expect((await store.leases(7, 1)).map(({ id, standsBefore }) => [id, standsBefore])).toEqual([
        ["L6", "everybody"],
      ]);
      expect((await store.book(8)).leases).toEqual([]);
    });

    it("rest on the book as it was read: of two at once, one is stale and changes nothing", async () => {
      const store = await open();
      const twice = await Promise.all([
        store.record(happening(0, [claimed], { comment: { id: 1, reply: { text: "One.", refused: false } } })),
        store.record(happening(0, [claimed], { comment: { id: 2, reply: { text: "Two.", refused: false } } })),
      ]);
      expect(twice.toSorted()).toEqual(["done", "stale"]);
      expect(await store.book(7)).toMatchObject({ epoch: 1, leases: [{ id: "L1" }] });
      expect(await store.ledger({ repositoryId: 7, limit: 10 })).toHaveLength(1);
      const remembered = await Promise.all([store.command(7, 1), store.command(7, 2)]);
      expect(remembered.filter((command) => command !== undefined)).toHaveLength(1);
      expect(await store.record(happening(2, [claimed]))).toBe("stale");
    });
  });

  it("keeps what was said of pull requests; of two that contradict each other, the newer", async () => {
    const store = await open();
    const declared = { action: "declared", agent: "codex", why: "" } as const;
    await store.record(happening(0, [declared, { action: "preferred", first: 20, why: "" }]));
    await store.record(happening(2, [{ action: "preferred", first: 20, why: "" }]));
    expect(await store.book(7)).toMatchObject({
      epoch: 3,
      declarations: [{ number: 12, agent: "codex" }],
      preferences: [{ number: 12, first: 20, epoch: 3 }],
    });
    await store.record(happening(3, [{ action: "preferred", first: 12, why: "" }], { number: 20 }));
    expect((await store.book(7)).preferences).toEqual([{ number: 20, first: 12, epoch: 4 }]);
  });

  it("keeps overrides of a pull request until they are ended", async () => {
    const store = await open();
    const whole = { ...override, paths: [], other: undefined, finding: "f" };
    await store.record(happening(0, [{ action: "overridden", override, why: "We know." }]));
    await store.record(happening(1, [{ action: "overridden", override: whole, why: "" }]));
    const about = { number: 12, by: { id: by.id, login: by.login } };
    expect(await store.overrides(7, 12)).toEqual([
      { ...override, ...about, id: 1, at: 100 },
      { ...whole, ...about, id: 2, at: 101 },
    ]);
    await store.record(happening(2, [{ action: "override-ended", id: 1, why: "" }]));
    expect((await store.overrides(7, 12)).map(({ id }) => id)).toEqual([2]);
    expect(await store.overrides(7, 13)).toEqual([]);
  });

  it("knows which overrides are about another pull request", async () => {
    const store = await open();
    const whole = { ...override, other: undefined };
    await store.record(happening(0, [{ action: "overridden", override, why: "We know." }]));
    await store.record(happening(1, [{ action: "overridden", override: whole, why: "" }]));
    expect(await store.overridesAbout(7, 13)).toMatchObject([{ id: 1, number: 12, other: override.other }]);
    expect([await store.overridesAbout(7, 12), await store.overridesAbout(8, 13)]).toEqual([[], []]);
    await store.record(happening(2, [{ action: "override-ended", id: 1, why: "" }]));
    expect(await store.overridesAbout(7, 13)).toEqual([]);
  });

  it("answers a comment once, and knows what was sent", async () => {
    const store = await open();
    const comment = { id: 4_000_000_002, reply: { text: "Done.", refused: false } };
    expect(await store.record(happening(0, [claimed], { comment }))).toBe("done");
    expect(await store.record(happening(1, [claimed], { comment }))).toBe("repeated");
    expect((await store.book(7)).epoch).toBe(1);
    expect(await store.command(7, comment.id)).toEqual({ ...comment.reply, number: 12, at: 100, state: "owed" });
    await store.markReply(7, comment.id, "sent");
    expect(await store.command(7, comment.id)).toMatchObject({ state: "sent" });
    expect(await store.command(8, comment.id)).toBeUndefined();
    const refused = { id: 3, reply: { text: "No.", refused: true } };
    await store.record(happening(1, [{ action: "refused", command: "claim", why: "No." }], { comment: refused }));
    await store.record(happening(2, [], { comment: { id: 4, reply: { text: "", refused: true } } }));
    expect(await store.command(7, 4)).toMatchObject({ state: "none" });
    expect(await store.commandsSince(7, 12, 100)).toEqual({ commands: 3, replies: 2, refusals: 1 });
    expect(await store.commandsSince(7, 12, 101)).toEqual({ commands: 2, replies: 1, refusals: 1 });
    expect(await store.commandsSince(7, 13, 0)).toEqual({ commands: 0, replies: 0, refusals: 0 });
    await store.pruneCommands(101);
    expect(await store.command(7, comment.id)).toBeUndefined();
    expect(await store.command(7, 3)).toBeDefined();
  });

  it("writes everything down, the newest first, page by page", async () => {
    const store = await open();
    const comment = { id: 9, reply: { text: "Done.", refused: false } };
    await store.record(happening(0, [claimed], { comment }));
    const over = { action: "expired", epoch: 1, why: "Its time is over." } as const;
    const server = { id: 0, login: "lanekeeper", tier: "server" } as const;
    await store.record(happening(1, [over], { by: server, number: undefined }));
    await store.record(happening(2, [{ action: "overridden", override, why: "We know." }]));
    const [third, second, first] = await store.ledger({ repositoryId: 7, limit: 5 });
    expect(first).toMatchObject({
      epoch: 1,
      at: 100,
      by,
      action: "claimed",
      subject: "L1",
      why: "Move it.",
      commentId: 9,
    });
    expect(JSON.parse(first?.details ?? "")).toEqual({ action: "claimed", lease });
    expect(second).toMatchObject({ epoch: 2, by: server, action: "expired", subject: "L1", number: undefined });
    expect(third).toMatchObject({ epoch: 3, subject: "lane-guard 0123456789", number: 12, commentId: undefined });
    const page = await store.ledger({ repositoryId: 7, limit: 1, before: 3 });
    expect(page.map(({ epoch }) => epoch)).toEqual([2]);
    const renamed = happening(3, [claimed], { repository: { ...repository, name: "kernel" }, installationId: 6 });
    await store.record(renamed);
    expect(await store.repositories()).toEqual([{ ...repository, name: "kernel", installationId: 6, epoch: 4 }]);
  });
}
