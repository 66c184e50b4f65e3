import { describe, expect, it } from "@jest/globals";
import type { Finding } from "../../../src/core/finding.ts";
import type { Ruling } from "../../../src/core/verdict.ts";
import { laneGuard } from "../../../src/gates/lane-guard/gate.ts";
import { memoryEvidence } from "../../../src/memory/evidence.ts";
import { type MemoryCommits, memoryRepository } from "../../../src/memory/repository.ts";
import { attestationSource } from "../../support/attestation-source.ts";
import { effortOf } from "../../support/effort.ts";

const lanes = { name: "Lanes", type: "forbidden", from: ["lukhas"], to: ["candidate"] };
const subject = { kind: "local", baseRef: "main", headRef: "change" } as const;

async function judge(commits: MemoryCommits, settings: object = { contracts: [lanes] }) {
  const repository = memoryRepository(commits);
  return laneGuard.run(laneGuard.settings.parse(settings), {
    subject,
    repository,
    evidence: memoryEvidence(),
    attestations: attestationSource(),
    today: "2027-01-31",
    now: Date.parse("2027-01-31"),
  });
}

async function ruling(commits: MemoryCommits, settings?: object): Promise<Ruling> {
  const judged = await judge(commits, settings);
  if (judged.kind !== "ruling") throw new Error(judged.because);
  return judged.ruling;
}

async function findings(commits: MemoryCommits, settings?: object): Promise<readonly Finding[]> {
  const given = await ruling(commits, settings);
  return given.outcome === "failed" ? given.findings : [];
}

const clean = {
  "lukhas/__init__.py": "",
  "lukhas/a.py": "",
  "lukhas/b.py": "",
  "core/util.py": "",
  "candidate/x.py": "",
  "candidate/y.py": "",
};
const withHead = (head: MemoryCommits["head"]) => ({ base: clean, head: { ...clean, ...head } });
const places = (found: readonly Finding[]) => found.map(({ rule, at }) => `${rule} ${at?.path}:${at?.firstLine}`);

describe("lane-guard", () => {
  it("passes and says what it examined", async () => {
    expect(await ruling({ base: clean, head: clean })).toEqual({
      outcome: "passed",
      summary: "6 modules with 0 imports checked against 1 contract: nothing new is forbidden.",
      examined: { count: 6, of: "modules" },
      measures: [{ name: "violations in the merge base", value: 0 }],
      notes: [],
    });
  });

  it("blocks a new forbidden import on the line of the name", async () => {
    const [finding, ...others] = await findings(
      withHead({ "lukhas/a.py": "import os\nfrom candidate import (\n  nothing,\n  x,\n)\n" }),
    );
    expect(others).toHaveLength(1);
    expect([finding?.rule, finding?.at]).toEqual([
      "forbidden-import",
      { path: "lukhas/a.py", firstLine: 3, lastLine: 3 },
    ]);
  });

  it("shows the contract's why and the link", async () => {
    const contracts = [{ ...lanes, why: "Candidates are not reviewed." }];
    expect(await findings(withHead({ "lukhas/a.py": "\nimport candidate.x" }), { contracts })).toEqual([
      {
        rule: "forbidden-import",
        what: 'lukhas.a imports candidate.x, which "Lanes" forbids.',
        why: "Candidates are not reviewed.",
        fix: expect.stringContaining("Remove the import"),
        at: { path: "lukhas/a.py", firstLine: 2, lastLine: 2 },
        trace: ["lukhas.a -> candidate.x (lukhas/a.py:2)"],
      },
    ]);
  });

  it("blocks a chain at its first new link", async () => {
    const base = { ...clean, "lukhas/a.py": "import core.util", "core/deep.py": "" };
    const head = { ...base, "core/util.py": "\nimport core.deep", "core/deep.py": "import candidate.x" };
    const found = await findings({ base, head });
    expect(places(found)).toEqual(["forbidden-chain core/util.py:2"]);
    expect(found[0]?.trace).toEqual([
      "lukhas.a -> core.util (lukhas/a.py:1)",
      "core.util -> core.deep (core/util.py:2)",
      "core.deep -> candidate.x (core/deep.py:1)",
    ]);
  });

  it("allows chains where the contract allows indirect imports, and still no direct one", async () => {
    const contracts = [{ ...lanes, "allow-indirect": true }];
    const chain = withHead({ "lukhas/a.py": "import core.util", "core/util.py": "import candidate.x" });
    expect(await findings(chain, { contracts })).toEqual([]);
    expect(places(await findings(withHead({ "lukhas/a.py": "import candidate.x" }), { contracts }))).toEqual([
      "forbidden-import lukhas/a.py:1",
    ]);
  });

  it("tells one mistake once, with everybody it affects", async () => {
    const base = { ...clean, "lukhas/b.py": "import lukhas.a", "lukhas/c.py": "import lukhas.b" };
    const found = await findings({ base, head: { ...base, "lukhas/a.py": "import candidate.x" } });
    expect(places(found)).toEqual(["forbidden-import lukhas/a.py:1"]);
    expect(found[0]?.trace?.slice(1)).toEqual([
      "also affected: lukhas.b -> lukhas.a (lukhas/b.py:1)",
      "also affected: lukhas.c -> lukhas.b (lukhas/c.py:1)",
    ]);
  });

  it("groups chains by the link that leaves the lane", async () => {
    const base = { ...clean, "lukhas/a.py": "import core.util", "lukhas/b.py": "import core.util" };
    const found = await findings({ base, head: { ...base, "core/util.py": "import candidate.y" } });
    expect(places(found)).toEqual(["forbidden-chain core/util.py:1"]);
    expect(found[0]?.trace?.[1]).toBe("& lukhas.b -> core.util (lukhas/b.py:1)");
  });

  it("blames a new import of a module that was bad before", async () => {
    const base = { ...clean, "lukhas/a.py": "import candidate.x" };
    const found = await findings({ base, head: { ...base, "lukhas/b.py": "import lukhas.a" } });
    expect(places(found)).toEqual(["forbidden-chain lukhas/b.py:1"]);
  });
});

describe("size", () => {
  it("judges a chain through 5,000 modules, all of them in the lane, in seconds and one finding", async () => {
    const next = (index: number) => (index === 4_999 ? "candidate.x" : `lukhas.m${index + 1}`);
    const chain = Object.fromEntries(
      Array.from({ length: 5_000 }, (_, index) => [`lukhas/m${index}.py`, `import ${next(index)}`]),
    );
    const effort = await effortOf(async () => {
      const found = await findings(withHead(chain));
      expect(places(found)).toEqual(["forbidden-import lukhas/m4999.py:1"]);
      expect(found[0]?.trace).toHaveLength(22);
    });
    expect(effort).toBeLessThan(300);
  });

  it("shortens a long chain through other packages", async () => {
    const next = (index: number) => (index === 99 ? "candidate.x" : `core.m${index + 1}`);
    const chain = Object.fromEntries(
      Array.from({ length: 100 }, (_, index) => [`core/m${index}.py`, `import ${next(index)}`]),
    );
    const found = await findings(withHead({ ...chain, "lukhas/a.py": "import core.m0" }));
    expect(places(found)).toEqual(["forbidden-chain lukhas/a.py:1"]);
    expect(found[0]?.trace?.at(-1)).toBe("and 51 more links");
  });
});

describe("what was there before", () => {
  const base = { ...clean, "lukhas/a.py": "import candidate.x" };

  it("passes with a note", async () => {
    const given = await ruling({ base, head: { ...base, "lukhas/a.py": "\n\nimport candidate.x" } });
    expect(given.outcome).toBe("passed");
    expect(given.summary).toContain("1 violation existed before.");
    expect(given.notes.map((note) => note.rule)).toEqual(["existing-violations"]);
  });

  it("blocks where nothing is accepted", async () => {
    const settings = { contracts: [lanes], accept: "nothing" };
    expect(places(await findings({ base, head: base }, settings))).toEqual(["forbidden-import lukhas/a.py:1"]);
  });

  it("does not cover another import of the same module", async () => {
    const head = { ...base, "lukhas/a.py": "import candidate.x\nimport candidate.y" };
    expect(places(await findings({ base, head }))).toEqual(["forbidden-import lukhas/a.py:2"]);
  });

  it("stays accepted when its file is renamed", async () => {
    const { "lukhas/a.py": text, ...rest } = base;
    expect(await findings({ base, head: { ...rest, "lukhas/renamed.py": text } })).toEqual([]);
  });

  it("stays accepted when the forbidden file is renamed", async () => {
    const before = { ...base, "candidate/x.py": "value = 1" };
    const { "candidate/x.py": text, ...rest } = before;
    const head = { ...rest, "candidate/z.py": text, "lukhas/a.py": "import candidate.z" };
    expect(await findings({ base: before, head })).toEqual([]);
  });

  it("is not accepted when a file moves into the lane", async () => {
    const before = { ...clean, "core/tool.py": "import candidate.x" };
    const head = { ...clean, "lukhas/tool.py": "import candidate.x" };
    expect(places(await findings({ base: before, head }))).toEqual(["forbidden-import lukhas/tool.py:1"]);
  });

  it("is counted when it goes away", async () => {
    const given = await ruling({ base, head: clean });
    expect(given.summary).toContain("1 violation went away.");
    expect(given.notes.map((note) => note.rule)).toEqual(["resolved-violations"]);
  });
});

describe("names in contracts", () => {
  it("blocks a `from` that names nothing, with the nearest name", async () => {
    const found = await findings({ base: clean, head: clean }, { contracts: [{ ...lanes, from: ["lukas"] }] });
    expect(found.map(({ rule, at }) => [rule, at])).toEqual([["unknown-module", undefined]]);
    expect(found[0]?.what).toContain("Did you mean lukhas?");
  });

  it("notes a `to` that names nothing and that nobody imports", async () => {
    const given = await ruling({ base: clean, head: clean }, { contracts: [{ ...lanes, to: ["candidat"] }] });
    expect(given.notes.map((note) => note.rule)).toEqual(["unknown-target"]);
    expect(given.outcome).toBe("passed");
  });

  it("knows packages of other people by their first part", async () => {
    const contracts = [{ ...lanes, to: ["django"] }];
    const found = await findings(withHead({ "lukhas/a.py": "import os\nfrom django.db import models" }), { contracts });
    expect(places(found)).toEqual(["forbidden-import lukhas/a.py:2"]);
  });

  it("takes the whole namespace package, also for modules it lacks", async () => {
    const found = await findings(withHead({ "lukhas/a.py": "import candidate.gone.deep" }));
    expect(places(found)).toEqual(["forbidden-import lukhas/a.py:1"]);
  });

  it.each([
    [{ contracts: [] }],
    [{ contracts: [{ ...lanes, to: ["lukhas.a"] }] }],
    [{ contracts: [{ ...lanes, from: ["candidate"] }] }],
    [{ contracts: [{ ...lanes, from: ["a..b"] }] }],
    [{ contracts: [{ ...lanes, from: ["/a/b"] }] }],
    [{ contracts: [{ ...lanes, from: ["a/b/"] }] }],
    [{ contracts: [{ ...lanes, from: ["a/../b"] }] }],
    [{ contracts: [{ ...lanes, from: ["a//b"] }] }],
    [{ contracts: [{ ...lanes, from: ["a/b**"] }] }],
    [{ contracts: [{ ...lanes, from: ["a/**/**"] }] }],
    [{ contracts: [{ ...lanes, typo: 1 }] }],
    [{ contracts: [lanes], "source-roots": ["../x"] }],
  ])("rejects %j", (settings) => {
    expect(laneGuard.settings.safeParse(settings).success).toBe(false);
  });
});

describe("files that are not fully read", () => {
  const broken = "import os\nx = (\nimport candidate.x\n";

  it("block when they are new or were readable, and their imports count", async () => {
    expect(places(await findings(withHead({ "lukhas/a.py": broken })))).toEqual([
      "not-fully-read lukhas/a.py:2",
      "forbidden-import lukhas/a.py:3",
    ]);
    expect(places(await findings(withHead({ "core/new.py": "'''" })))).toEqual(["not-fully-read core/new.py:1"]);
  });

  it("are a note when they were like that before", async () => {
    const base = { ...clean, "core/util.py": "x = (" };
    const given = await ruling({ base, head: { ...base, "core/util.py": "y = (" } });
    expect([given.outcome, given.notes.map((note) => note.rule)]).toEqual(["passed", ["not-fully-read"]]);
  });

  it("are counted when the change leaves them alone", async () => {
    const base = { ...clean, "core/util.py": "x = (" };
    expect((await ruling({ base, head: base })).summary).toContain("1 untouched file could not be read to the end.");
  });

  it("include relative imports that leave the tree", async () => {
    expect(places(await findings(withHead({ "core/util.py": "\nfrom .... import x" })))).toEqual([
      "not-fully-read core/util.py:2",
    ]);
  });

  it("are not said to be what Python would object to where it would not", async () => {
    const fixOf = async (text: string) => (await findings(withHead({ "core/util.py": text })))[0]?.fix;
    expect(await fixOf("from .... import x")).toBe(
      "Take dots away from the import at the line named. If its package begins in a folder further up, correct `source-roots`.",
    );
    expect(await fixOf("import a\n".repeat(50_001))).toBe("Split the file, or move generated data out of it.");
    expect(await fixOf("x = (")).toContain("python -m py_compile");
  });

  it("include files that are too large", async () => {
    const commits = { ...withHead({ "core/util.py": "#".repeat(200) }), maxBlobBytes: 100 };
    expect(places(await findings(commits))).toEqual(["not-fully-read core/util.py:undefined"]);
  });

  it("leave nothing examined when none could be read", async () => {
    const base = { "lukhas/a.py": "#".repeat(200) };
    expect((await ruling({ base, head: base, maxBlobBytes: 100 })).examined).toEqual({ count: 0, of: "modules" });
  });
});

describe("evidence", () => {
  it("does not apply without Python", async () => {
    expect((await judge({ base: clean, head: { "a.txt": "", "b.py": { symlink: "a.txt" } } })).kind).toBe(
      "not-applicable",
    );
  });

  it("is unavailable when a list was cut short", async () => {
    expect((await judge({ base: clean, head: clean, maxItems: 3 })).kind).toBe("unavailable");
  });

  it("is unavailable when blobs are missing", async () => {
    expect((await judge({ ...withHead({ "core/util.py": "1" }), missing: ["core/util.py"] })).kind).toBe("unavailable");
  });
});
