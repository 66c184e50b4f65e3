import { describe, expect, it } from "@jest/globals";
import { compareOpen } from "../../../src/app/overlaps/compare-open.ts";
import { pairLimits } from "../../../src/app/overlaps/evaluate-partners.ts";
import type { Scene } from "../../../src/app/overlaps/scene.ts";
import type { KnownHead } from "../../../src/core/overlap-store.ts";
import type { TrustTier } from "../../../src/core/trust-tier.ts";
import { closeBooks, type Files, openPulls, request } from "./open-pulls.ts";

const day = 24 * 60 * 60_000;
const now = 100 * day;

function text(count: number, changes: Readonly<Record<number, string>> = {}): string {
  return `${Array.from({ length: count }, (_, at) => changes[at + 1] ?? `line ${at + 1}`).join("\n")}\n`;
}

closeBooks();

const openBase = (base: Files, changes: readonly Files[]) => openPulls(base, changes, now);

function actingAs(agent: string) {
  return { agent, trust: "verified", priority: 50 } as const;
}

describe("one pull request held against the others", () => {
  const base = { "a.txt": text(60), "b.txt": text(60) };
  const changes = [
    { "a.txt": text(60, { 10: "one", 40: "one" }) },
    { "a.txt": text(60, { 10: "two" }), "b.txt": text(60, { 5: "two" }) },
    { "b.txt": text(60, { 50: "three" }) },
  ];

  it("tells where both meet, in lines of both heads, and who waits, the same to both", async () => {
    const { book, about } = await openBase(base, changes);
    const { overlaps, digests } = await compareOpen(book, about(1));
    expect(overlaps).toMatchObject({
      subject: { number: 1 },
      base: { ref: "main", sha: book.base },
      pairs: { judged: 1, total: 1 },
      compared: 2,
      mergeOrder: [1, 2],
    });
    expect(overlaps.overlaps).toEqual([
      expect.objectContaining({
        level: "textual",
        other: expect.objectContaining({ number: 2, agent: null, trust: "none" }),
        orders: { mineThenTheirs: "conflict", theirsThenMine: "conflict" },
        files: [
          {
            path: "a.txt",
            kind: "content",
            pathInMine: "a.txt",
            pathInTheirs: "a.txt",
            mine: [{ first: 10, last: 10 }],
            theirs: [{ first: 10, last: 10 }],
            owners: [],
          },
        ],
        yields: { number: 2, rule: "age" },
      }),
    ]);
    const second = await compareOpen(book, about(2));
    expect(second.overlaps.overlaps.map(({ other, level }) => [other.number, level])).toEqual([
      [1, "textual"],
      [3, "file"],
    ]);
    expect(second.overlaps.overlaps[0]?.id).toBe(overlaps.overlaps[0]?.id);
    // What is below the level of the settings is worth telling nobody.
    expect([...second.digests]).toEqual([[1, digests.get(2)]]);
  });

  it("tells lines of a head that began earlier as the head has them", async () => {
    const { repository, book, about } = await openBase(base, changes);
    const moved = repository.commit("main", { "a.txt": `new\nnew\n${text(60)}` });
    expect([...(await book.moveTo(moved))].toSorted()).toEqual([1, 2]);
    await book.read(
      about(1)
        .others.concat(about(1).subject)
        .map(({ number, headSha }) => ({ number, commit: headSha })),
      300,
    );
    const { overlaps } = await compareOpen(book, about(1));
    expect(overlaps.overlaps[0]?.files[0]?.mine).toEqual([{ first: 10, last: 10 }]);
  });

  it("lets persons, owners and what was told before decide who waits", async () => {
    const { book, rows, about } = await openBase(base, changes);
    const yieldsOf = async (known: Partial<Scene>) =>
      (await compareOpen(book, about(1, known))).overlaps.overlaps[0]?.yields;
    const others = rows.slice(1).map((row) => ({ ...row, acting: actingAs("codex") }));
    const owned = { ...request, ownersOf: () => ["codex"] };
    expect(await yieldsOf({ others, request: owned })).toEqual({ number: 1, rule: "owner" });
    expect(await yieldsOf({ others, request: owned, pins: [{ number: 2, first: 1, epoch: 1 }] })).toEqual({
      number: 2,
      rule: "pin",
    });
    const told = [
      { one: 1, other: 2, yields: 1, rule: "size", toldOne: "", toldOther: "", askedByOne: "", askedByOther: "" },
    ];
    expect(await yieldsOf({ told })).toEqual({ number: 1, rule: "size" });
  });

  it("says of whom it is not known yet who acts, since that may turn round who waits", async () => {
    const { book, rows, about } = await openBase(base, changes);
    const acting = { ...actingAs("codex"), priority: 90 };
    const [subject = about(1).subject] = rows.map((row) => ({ ...row, acting: actingAs("claude") }));
    const judged = rows.slice(1).map((row) => ({ ...row, acting }));
    const before = await compareOpen(book, about(1, { subject }));
    expect([...before.unjudged].toSorted()).toEqual([2, 3]);
    expect(before.overlaps.overlaps[0]?.yields).toEqual({ number: 2, rule: "age" });
    const told = [{ one: 1, other: 2, yields: 2, toldOne: "", toldOther: "", askedByOne: "", askedByOther: "" }];
    const yieldsAfter = async (rule: string) => {
      const scene = about(1, { subject, others: judged, told: told.map((pair) => ({ ...pair, rule })) });
      const { overlaps, unjudged } = await compareOpen(book, scene);
      expect(unjudged.size).toBe(0);
      return overlaps.overlaps[0]?.yields;
    };
    expect(await yieldsAfter("")).toEqual({ number: 1, rule: "priority" });
    expect(await yieldsAfter("age")).toEqual({ number: 2, rule: "age" });
  });

  it.each<[string, readonly (readonly [number: number, first: number])[], number]>([
    [
      "one before all, then the other before all",
      [
        [1, 1],
        [2, 2],
      ],
      1,
    ],
    [
      "the other before all, then one before all",
      [
        [2, 2],
        [1, 1],
      ],
      2,
    ],
    [
      "one before the other, then the other before all",
      [
        [2, 1],
        [2, 2],
      ],
      1,
    ],
    [
      "one before all, then the other before it",
      [
        [1, 1],
        [1, 2],
      ],
      1,
    ],
    [
      "what is about a third one, too",
      [
        [1, 2],
        [3, 1],
        [1, 3],
        [3, 3],
      ],
      1,
    ],
  ])("lets of what contradicts itself the newer count: %s", async (_, said, yields) => {
    const { book, about } = await openBase(base, changes);
    const pins = said.map(([number, first], at) => ({ number, first, epoch: at + 1 }));
    for (const order of [pins, pins.toReversed()]) {
      const { overlaps } = await compareOpen(book, about(1, { pins: order }));
      expect(overlaps.overlaps[0]?.yields).toEqual({ number: yields, rule: "pin" });
    }
  });

  it("raises a meeting at what one owns alone, and only for those who can prove who they are", async () => {
    const { book, rows, about } = await openBase(base, changes);
    const owned = { ...request, ownersOf: (path: string) => (path === "b.txt" ? ["codex"] : []) };
    const levelOf = async (acting: KnownHead["acting"]) => {
      const others = rows.filter(({ number }) => number !== 3).map((row) => ({ ...row, acting }));
      return (await compareOpen(book, about(3, { others, request: owned }))).overlaps.overlaps[0]?.level;
    };
    expect(await levelOf(actingAs("codex"))).toBe("ownership");
    expect(await levelOf({ ...actingAs("codex"), trust: "hint" })).toBe("file");
  });

  it("frees nobody who only looks like the owner, whatever pull requests of one agent are spared", async () => {
    const { book, rows, about } = await openBase(base, changes);
    const others = rows.filter(({ number }) => number !== 3).map((row) => ({ ...row, acting: actingAs("codex") }));
    const overlapsOf = async (trust: TrustTier, ignoreSameAgent: boolean) => {
      const subject = { ...about(3).subject, acting: { ...actingAs("codex"), trust } };
      const asked = { ...request, ignoreSameAgent, ownersOf: () => ["codex"] };
      return (await compareOpen(book, about(3, { subject, others, request: asked }))).overlaps;
    };
    for (const trust of ["hint", "declared"] as const) {
      for (const ignoreSameAgent of [true, false]) {
        expect(await overlapsOf(trust, ignoreSameAgent)).toMatchObject({
          overlaps: [{ level: "ownership", yields: { number: 3, rule: "owner" } }],
          leftOut: { sameAgent: 0 },
        });
      }
    }
    expect(await overlapsOf("delegated", true)).toMatchObject({ overlaps: [], leftOut: { sameAgent: 1 } });
    expect((await overlapsOf("delegated", false)).overlaps[0]?.level).toBe("file");
  });

  it("leaves out who is old, large, collides with the base or is of the same agent", async () => {
    const { repository, book, rows, about } = await openBase(base, changes);
    const leftOut = async (known: Partial<Scene>) => (await compareOpen(book, about(1, known))).overlaps;
    const old = rows.slice(1).map((row) => ({ ...row, touchedAt: now - 31 * day }));
    expect(await leftOut({ others: old })).toMatchObject({ overlaps: [], compared: 0, leftOut: { old: 2 } });
    const [subject] = rows.map((row) => ({ ...row, acting: actingAs("codex") }));
    const same = { subject, others: rows.slice(1).map((row) => ({ ...row, acting: actingAs("codex") })) };
    const ignoring = { ...same, request: { ...request, ignoreSameAgent: true } };
    expect(await leftOut({ ...about(1), ...ignoring, subject: subject ?? about(1).subject })).toMatchObject({
      overlaps: [],
      leftOut: { sameAgent: 1 },
    });
    await book.read([{ number: 2, commit: rows[1]?.headSha ?? "" }], 1);
    expect(await leftOut({})).toMatchObject({ overlaps: [], leftOut: { large: 1 } });
    expect((await compareOpen(book, about(2))).overlaps).toMatchObject({ setAside: "large", overlaps: [] });
    await book.moveTo(repository.commit("main", { "b.txt": text(60, { 50: "base" }) }));
    await book.read([{ number: 3, commit: rows[2]?.headSha ?? "" }], 300);
    expect((await compareOpen(book, about(3))).overlaps).toMatchObject({ setAside: "stuck", overlaps: [] });
  });

  it("knows nothing of a pull request that it has not read, and does not say that it meets nobody", async () => {
    const { book, about } = await openBase(base, changes);
    book.keepOnly(new Set([1, 2]));
    await expect(compareOpen(book, about(3))).rejects.toMatchObject({ code: "GIT_FAILED", retry: false });
    expect((await compareOpen(book, about(2))).overlaps).toMatchObject({ leftOut: { unread: 1 } });
  });

  it("tells what the other one does to definitions, and who uses what the other takes away", async () => {
    const { book, about } = await openBase(
      { "http.py": "def fetch(url):\n    return url\n\n\n\n\ndef other():\n    pass\n", "use.py": "pass\n" },
      [
        { "http.py": "def fetch_json(url):\n    return url\n\n\n\n\ndef other(timeout):\n    pass\n" },
        { "use.py": "from http import fetch\n\nfetch(1)\n" },
        { "http.py": "def fetch(url):\n    return url\n\n\n\n\ndef other(retries):\n    pass\n" },
      ],
    );
    const { overlaps } = await compareOpen(book, about(2));
    expect(overlaps.overlaps).toEqual([
      expect.objectContaining({ level: "semantic", other: expect.objectContaining({ number: 1 }), symbols: ["fetch"] }),
    ]);
    const third = (await compareOpen(book, about(3))).overlaps.overlaps[0];
    expect(third?.level).toBe("textual");
    expect(third?.otherChange).toEqual([
      { path: "http.py", op: "renamed", symbol: "fetch", to: "fetch_json" },
      { path: "http.py", op: "parameters", symbol: "other", added: ["timeout"], removed: [], newlyRequired: true },
    ]);
  });
});

describe("a crowd", () => {
  it("on one hot file is merged for a try up to the limit, those that touch first, and says what is left", async () => {
    const changes = Array.from({ length: 40 }, (_, at) => ({ "list.txt": text(60, { 30: `by ${at}` }) }));
    const { book, about } = await openBase({ "list.txt": text(60) }, changes);
    const hot = { ...request, hot: { share: 0.05, fewest: 6 } };
    const limits = { ...pairLimits, maxHotPairs: 10 };
    const { overlaps } = await compareOpen(book, about(1, { request: hot }), limits);
    expect(overlaps.pairs).toEqual({ judged: 10, total: 39 });
    // The newest ones.
    expect(overlaps.overlaps.map(({ other }) => other.number)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    expect(new Set(overlaps.overlaps.map(({ level }) => level))).toEqual(new Set(["textual"]));
  });

  it("that meets at hot files alone says nothing as long as git can merge it", async () => {
    const changes = Array.from({ length: 8 }, (_, at) => ({ "list.txt": text(60, { [at * 7 + 1]: `by ${at}` }) }));
    const { book, about } = await openBase({ "list.txt": text(60) }, changes);
    const hot = { ...request, hot: { share: 0.05, fewest: 6 } };
    const { overlaps } = await compareOpen(book, about(1, { request: hot }));
    expect(overlaps).toMatchObject({ overlaps: [], pairs: { judged: 7, total: 7 } });
  });

  it("of files in one pull request costs the others nothing", async () => {
    const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, at) => [`d/${at}.txt`, `${at}\n`]));
    const { book, about } = await openBase({ "a.txt": text(60) }, [
      { "a.txt": text(60, { 3: "x" }) },
      { ...many, "a.txt": text(60, { 3: "y" }) },
    ]);
    expect((await compareOpen(book, about(1))).overlaps).toMatchObject({ overlaps: [], leftOut: { large: 1 } });
    expect((await compareOpen(book, about(2))).overlaps).toMatchObject({ overlaps: [], setAside: "large" });
  });
});

describe("a base that moves", () => {
  it("leaves what it does not touch as it was", async () => {
    const { repository, book, about } = await openBase({ "a.txt": text(60), "b/x.txt": text(60), "c.txt": text(60) }, [
      { "a.txt": text(60, { 1: "x" }) },
      { "b/new.txt": "new\n" },
      { "c.txt": text(60, { 9: "x" }) },
    ]);
    const before = book.heads().get(3);
    // One file is edited, and a folder is moved, in which another pull request puts a file.
    const next = repository.commit("main", {
      "a.txt": text(60, { 60: "x" }),
      "b/x.txt": undefined,
      "moved/x.txt": text(60),
    });
    expect([...(await book.moveTo(next))].toSorted()).toEqual([1, 2]);
    expect(book.heads().get(3)).toBe(before);
    expect([...book.heads().keys()]).toEqual([3]);
    expect(book.knows(1, about(1).subject.headSha, 300)).toBe(false);
  });

  it("that does not simply grow leaves nothing", async () => {
    const { repository, book } = await openBase({ "a.txt": text(60) }, [{ "b.txt": "b\n" }]);
    const other = repository.commit("main", { "z.txt": "z\n" }, { from: "none" });
    expect([...(await book.moveTo(other))]).toEqual([1]);
  });
});
