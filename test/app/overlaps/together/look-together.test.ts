import { describe, expect, it } from "@jest/globals";
import { compareOpen } from "../../../../src/app/overlaps/compare-open.ts";
import type { Scene } from "../../../../src/app/overlaps/scene.ts";
import { lookTogether } from "../../../../src/app/overlaps/together/look-together.ts";
import { type TreeGates, treeGates } from "../../../../src/app/overlaps/together/tree-gates.ts";
import { configurationPath } from "../../../../src/core/configuration-path.ts";
import type { Gate } from "../../../../src/core/gate.ts";
import { derivations } from "../../../../src/engine/derivations.ts";
import { gates } from "../../../../src/gates/index.ts";
import { openClone } from "../../../../src/git/clone.ts";
import { openRepositorySource } from "../../../../src/git/source.ts";
import type { GitRepository } from "../../../support/git-repository.ts";
import { closeBooks, type Files, openPulls } from "../open-pulls.ts";

const now = Date.parse("2027-01-31");

const configuration = `version: 1
mode: enforce
gates:
  lane-guard:
    contracts:
      - { name: Lukhas never knows candidates, type: forbidden, from: [lukhas], to: [candidate] }
`;

const base: Files = {
  [configurationPath]: configuration,
  "lukhas/__init__.py": "",
  "lukhas/x.py": "X = 1\n",
  "core/__init__.py": "",
  "core/y.py": "import core.w\n",
  "core/w.py": "W = 1\n",
  "candidate/__init__.py": "",
  "candidate/z.py": "Z = 1\n",
  "free.txt": "free\n",
};

closeBooks();

async function openBase(changes: readonly Files[], files: Files = base) {
  const { repository, book, about } = await openPulls(files, changes, now);
  const trees = await treesOf(repository, book.base);
  const withTrees = trees === undefined ? {} : { trees };
  return {
    repository,
    book,
    trees,
    about: (number: number, known: Partial<Scene> = {}) => about(number, { ...withTrees, ...known }),
  };
}

const opening = derivations({ read: async () => new Map(), write: async () => undefined });

async function treesOf(repository: GitRepository, sha: string): Promise<TreeGates | undefined> {
  const git = await openClone(repository.directory);
  return treeGates(
    {
      gates,
      openSource: (place, commits) => openRepositorySource(place, { ...commits, deriving: opening }),
      clock: () => 0,
      log: { error: (about: unknown) => expect(about).toBeUndefined() },
    },
    git,
    sha,
  );
}

/** The same gate, but for trees in which the one file differs and the other does not. */
function silentAbout(gate: Gate, of: string, not: string): Gate {
  return {
    ...gate,
    async judgeTrees(settings, sources) {
      const paths = (await sources.repository.changes()).items.map(({ path }) => path);
      if (paths.includes(of) && !paths.includes(not)) return { kind: "unavailable", because: "It is a test." };
      const judged = await gate.judgeTrees?.(settings, sources);
      if (judged === undefined) throw new Error("It judges no trees.");
      return judged;
    },
  };
}

const adds = (module: string) => `import ${module}\n`;

describe("a contract that two pull requests break only together", () => {
  it("is told at the level semantic, with its name and the chain, the same to both", async () => {
    const { book, about } = await openBase([
      { "lukhas/x.py": adds("core.y") },
      { "core/w.py": adds("candidate.z") },
      { "free.txt": "other\n" },
    ]);
    const one = (await compareOpen(book, about(1))).overlaps;
    expect(one.together).toEqual({ judged: 1, total: 1 });
    expect(one.overlaps).toEqual([
      expect.objectContaining({
        level: "semantic",
        other: expect.objectContaining({ number: 2 }),
        orders: { mineThenTheirs: "clean", theirsThenMine: "clean" },
      }),
    ]);
    const [broken] = one.overlaps[0]?.together ?? [];
    expect(broken?.gate).toBe("lane-guard");
    expect(broken?.finding.what).toContain(
      'lukhas.x now reaches candidate.z through other modules, which "Lukhas never knows candidates" forbids',
    );
    expect(broken?.finding.trace?.join("\n")).toMatch(/lukhas\.x.*core\.y.*core\.w.*candidate\.z/s);
    const other = await compareOpen(book, about(2));
    expect(other.overlaps.overlaps[0]).toMatchObject({ level: "semantic", together: [broken] });
    expect(other.digests.get(1)).toBe((await compareOpen(book, about(1))).digests.get(2));
    expect((await compareOpen(book, about(3))).overlaps).toMatchObject({
      overlaps: [],
      together: { judged: 0, total: 0 },
    });
  });

  it("is not told where one of them breaks it alone", async () => {
    const { book, about } = await openBase([
      { "lukhas/x.py": adds("core.y"), "core/w.py": adds("candidate.z") },
      { "core/y.py": "import core.w\n\n\nY = 1\n" },
      { "core/y.py": `import core.w\n${adds("candidate.z")}` },
    ]);
    const { overlaps } = await compareOpen(book, about(1));
    // With #2 no way is added, with #3 the same chain gets a second end that was reached before.
    expect(overlaps.overlaps.filter(({ level }) => level === "semantic")).toEqual([]);
    expect(overlaps.together).toEqual({ judged: 1, total: 1 });
  });

  it("is looked for where they overlap, too, and leaves a lower level as it is when they keep it", async () => {
    const text = (first: string, last: string) => `${first}${"\n".repeat(20)}${last}`;
    const files = { ...base, "core/y.py": text("import core.w\n", "Y = 1\n") };
    const { book, about } = await openBase(
      [
        { "lukhas/x.py": adds("core.y"), "core/y.py": text("import core.w\n", "Y = 2\n") },
        { "core/y.py": text("import core.w, candidate.z\n", "Y = 1\n") },
        { "core/y.py": text("import core.w as w\n", "Y = 1\n") },
      ],
      files,
    );
    const { overlaps } = await compareOpen(book, about(1));
    expect(overlaps.overlaps.map(({ other, level }) => [other.number, level])).toEqual([
      [2, "semantic"],
      [3, "file"],
    ]);
    expect(overlaps.overlaps[1]).not.toHaveProperty("together");
    expect(overlaps.together).toEqual({ judged: 2, total: 2 });
  });

  it("is found in a head that began before the base moved on", async () => {
    const { repository, book, about } = await openBase([
      { "lukhas/x.py": adds("core.y") },
      { "core/w.py": adds("candidate.z") },
    ]);
    const moved = repository.commit("main", { "core/__init__.py": "CORE = 1\n" });
    await book.moveTo(moved);
    await book.read(
      [about(1), about(2)].map(({ subject: { number, headSha } }) => ({ number, commit: headSha })),
      300,
    );
    const trees = await treesOf(repository, moved);
    const known = trees === undefined ? {} : { trees };
    expect((await compareOpen(book, about(1, known))).overlaps.overlaps[0]?.level).toBe("semantic");
  });
});

describe("looking at merged trees", () => {
  const changes = [{ "lukhas/x.py": adds("core.y") }, { "core/w.py": adds("candidate.z") }];

  it("is left out where no gate can", async () => {
    const { book, about, trees } = await openBase(changes, { ...base, [configurationPath]: "version: 1\ngates: {}\n" });
    expect(trees).toBeUndefined();
    expect((await compareOpen(book, about(1))).overlaps).not.toHaveProperty("together");
  });

  it("spoils nothing when it fails, and says so", async () => {
    const { book, about, trees } = await openBase(changes);
    if (trees === undefined) throw new Error("No gate judges trees.");
    const failures: unknown[] = [];
    const open = () => {
      throw new Error("gone");
    };
    const broken = { ...trees, open, onError: (cause: unknown) => failures.push(cause) };
    const { overlaps } = await compareOpen(book, about(1, { trees: broken }));
    expect(overlaps).toMatchObject({ overlaps: [], together: { judged: 0, because: expect.any(String) } });
    expect(failures).toHaveLength(1);
  });

  it.each([
    ["the pull request itself", "lukhas/x.py", "core/w.py"],
    ["the other one", "core/w.py", "lukhas/x.py"],
  ])("is unfinished where the gates can say nothing of %s, and takes it for no answer", async (_whose, of, not) => {
    const { book, about, trees } = await openBase(changes);
    if (trees === undefined) throw new Error("No gate judges trees.");
    const silent = { ...trees, gates: trees.gates.map((one) => ({ ...one, gate: silentAbout(one.gate, of, not) })) };
    const { overlaps } = await compareOpen(book, about(1, { trees: silent }));
    expect(overlaps).toMatchObject({ overlaps: [], together: { judged: 0, total: 1, because: expect.any(String) } });
    const { overlaps: later } = await compareOpen(book, about(1));
    expect(later).toMatchObject({ overlaps: [{ level: "semantic" }], together: { judged: 1, total: 1 } });
    expect(later.together).not.toHaveProperty("because");
  });

  it("ends when its time is over, and goes on with what is known by then", async () => {
    const { book, about, trees } = await openBase(changes);
    if (trees === undefined) throw new Error("No gate judges trees.");
    let time = 0;
    const clock = () => {
      time += 60_000;
      return time;
    };
    const late = await compareOpen(book, about(1, { trees: { ...trees, clock } }));
    expect(late.overlaps).toMatchObject({ overlaps: [], together: { judged: 0, total: 1 } });
    await compareOpen(book, about(2));
    const known = await compareOpen(book, about(1, { trees: { ...trees, clock } }));
    expect(known.overlaps).toMatchObject({ together: { judged: 1, total: 1 } });
    expect(known.overlaps.overlaps[0]?.level).toBe("semantic");
  });

  it("takes those touched last first, so many at most, and goes on with the next ones another time", async () => {
    const { book, about } = await openBase([
      ...changes,
      { "core/y.py": "import core.w, candidate.z\n" },
      { "candidate/z.py": "import core\n" },
    ]);
    const scene = about(1);
    const others = [2, 3, 4].flatMap((number) => book.heads().get(number) ?? []);
    const standing = (ref: string) => ({ ref, stuck: false, changedLines: 0, number: Number(ref) });
    const look = () => lookTogether(book, scene, { pairs: [], others }, { standing }, { maxPairs: 1, maxMs: 1 });
    const found = async () => {
      const { pairs, together } = await look();
      return [pairs.map(({ b }) => b), together?.judged, together?.total, together?.because !== undefined];
    };
    expect(await found()).toEqual([["2"], 1, 2, true]);
    expect(await found()).toEqual([["2", "3"], 2, 2, false]);
  });

  it("writes nothing into the repository", async () => {
    const { repository, book, about } = await openBase(changes);
    const before = repository.git("count-objects", "-v");
    await compareOpen(book, about(1));
    expect(repository.git("count-objects", "-v")).toBe(before);
  });
});
