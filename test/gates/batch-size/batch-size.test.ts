import { describe, expect, it } from "@jest/globals";
import type { OwnersOfPaths, PathOwners } from "../../../src/core/path-owners.ts";
import { Ruling } from "../../../src/core/verdict.ts";
import { batchSize } from "../../../src/gates/batch-size/gate.ts";
import { gatherBatchSize } from "../../../src/gates/batch-size/gather.ts";
import { judgeBatchSize } from "../../../src/gates/batch-size/judge.ts";
import { BatchSizeFacts, BatchSizeSettings, type ChangedFile } from "../../../src/gates/batch-size/model.ts";
import { BatchFigures } from "../../../src/gates/batch-size/split/batch.ts";
import { nobodys } from "../../../src/gates/batch-size/split/lane.ts";
import { memoryEvidence } from "../../../src/memory/evidence.ts";
import { type MemoryCommits, memoryRepository } from "../../../src/memory/repository.ts";
import { attestationSource } from "../../support/attestation-source.ts";
import { effortOf } from "../../support/effort.ts";

function sourcesOf(commits: MemoryCommits) {
  return {
    subject: { kind: "local", baseRef: "main", headRef: "HEAD" },
    repository: memoryRepository(commits),
    evidence: memoryEvidence(),
    attestations: attestationSource(),
    today: "2027-01-31",
    now: Date.parse("2027-01-31"),
  } as const;
}

const settings = BatchSizeSettings.parse({});

function file(path: string, added = 1, deleted = 0, binary = false, generated = false): ChangedFile {
  return { path, added, deleted, binary, generated, lane: nobodys };
}

function files(count: number, lines = 1): readonly ChangedFile[] {
  return Array.from({ length: count }, (_, index) => file(`src/f${index}.py`, lines));
}

function judge(settings: unknown, changed: readonly ChangedFile[]): Ruling {
  return Ruling.parse(judgeBatchSize(BatchSizeSettings.parse(settings), { files: changed, complete: true }));
}

function rulesOf(ruling: Ruling): readonly string[] {
  return ruling.outcome === "failed" ? ruling.findings.map(({ rule }) => rule) : [];
}

describe("gatherBatchSize", () => {
  it("lists every changed file with its lines", async () => {
    const gathered = await gatherBatchSize(
      settings,
      sourcesOf({
        base: { edited: "1\n2\n", gone: "1\n", "old/moved": "same\n", "image.png": "\0" },
        head: { edited: "1\n3\n", fresh: "1\n2\n3\n", "new/moved": "same\n", "image.png": "\0\0" },
      }),
    );
    const facts = gathered.kind === "facts" ? BatchSizeFacts.parse(gathered.facts) : undefined;
    expect(facts?.files).toEqual([
      file("edited", 1, 1),
      file("fresh", 3),
      file("gone", 0, 1),
      file("image.png", 0, 0, true),
      { ...file("new/moved", 0, 0), pathBefore: "old/moved" },
    ]);
  });

  it("tells that the list was cut short", async () => {
    const sources = sourcesOf({ base: {}, head: { a: "1", b: "1", c: "1" }, maxItems: 2 });
    expect(await gatherBatchSize(settings, sources)).toMatchObject({
      facts: { files: { length: 2 }, complete: false },
    });
  });

  it("takes for generated what the base marks, before and after a rename, and nothing that the change marks", async () => {
    const marked = { ".gitattributes": "gen/** linguist-generated\n" };
    const gathered = await gatherBatchSize(
      settings,
      sourcesOf({
        base: { ...marked, "gen/a": "1\n", "src/hand": "moved by hand\n", "own/c": "1\n" },
        head: {
          ".gitattributes": "* linguist-generated\n",
          "gen/a": "2\n",
          "gen/hand": "moved by hand\n",
          "own/c": "2\n",
        },
      }),
    );
    const files = gathered.kind === "facts" ? gathered.facts.files : [];
    expect(files.filter(({ generated }) => generated).map(({ path }) => path)).toEqual(["gen/a"]);
    expect(files.map(({ path }) => path)).toContain("gen/hand");
  });

  it.each<[string, Partial<MemoryCommits>, readonly string[]]>([
    ["a deeper file that is not there", { missing: ["src/.gitattributes"] }, ["a"]],
    ["one that is too large", { maxBlobBytes: 30 }, ["a"]],
    ["a tree that is cut short", { maxItems: 2 }, []],
    ["all", {}, ["a", "src/b"]],
  ])("takes nothing for generated below what nobody has read: %s", async (_what, more, generated) => {
    const attributes = {
      ".gitattributes": "* linguist-generated\n",
      "src/.gitattributes": `# ${"x".repeat(40)}\nc -linguist-generated\n`,
    };
    const base = { ...attributes, a: "1\n", "src/b": "1\n", "src/c": "1\n" };
    const head = { ...attributes, a: "2\n", "src/b": "2\n", "src/c": "2\n" };
    const gathered = await gatherBatchSize(settings, sourcesOf({ base, head, ...more }));
    const files = gathered.kind === "facts" ? gathered.facts.files : [];
    expect(files.filter((one) => one.generated).map(({ path }) => path)).toEqual(generated);
  });
});

/** Says of every path in `byPath` whose it is, and remembers what it was asked. */
function ownersThat(byPath: Readonly<Record<string, PathOwners>>) {
  const asked: string[] = [];
  const owners = async (paths: readonly string[]): Promise<OwnersOfPaths> => {
    asked.push(...paths);
    const everybodys: PathOwners = { owners: [], pack: undefined };
    return { kind: "owners", of: new Map(paths.map((path) => [path, byPath[path] ?? everybodys])) };
  };
  return { asked, owners };
}

describe("gatherBatchSize with owners", () => {
  const one = BatchSizeSettings.parse({ "max-files": 1, exclude: ["*.lock"] });
  const commits: MemoryCommits = {
    base: { ".gitattributes": "gen/** linguist-generated\n", "b/gone": "1\n", "a/old": "same\n" },
    head: { ".gitattributes": "gen/** linguist-generated\n", "b/new": "same\n", "gen/made": "2\n", "x.lock": "3\n" },
  };

  it("asks for both paths of a renamed file, for deleted ones, and for none that do not count", async () => {
    const { asked, owners } = ownersThat({
      "a/old": { owners: ["claude"], pack: "moves" },
      "b/new": { owners: ["codex"], pack: undefined },
      "b/gone": { owners: ["codex"], pack: undefined },
    });
    const gathered = await gatherBatchSize(one, { ...sourcesOf(commits), owners });
    expect(asked.toSorted()).toEqual(["a/old", "b/gone", "b/new"]);
    const facts = gathered.kind === "facts" ? BatchSizeFacts.parse(gathered.facts) : undefined;
    expect(facts?.files.map(({ path, lane }) => [path, lane])).toEqual([
      ["b/gone", { owners: [["codex"]], packs: [] }],
      ["b/new", { owners: [["claude"], ["codex"]], packs: ["moves"] }],
      ["gen/made", nobodys],
      ["x.lock", nobodys],
    ]);
  });

  it("asks nobody about a change that need not be split", async () => {
    const { asked, owners } = ownersThat({});
    await gatherBatchSize(settings, { ...sourcesOf(commits), owners });
    expect(asked).toEqual([]);
  });

  it("splits by folder and says why, when owners are not known", async () => {
    const sources = {
      ...sourcesOf(commits),
      owners: async () => ({ kind: "unavailable", because: "The map cannot be read." }) as const,
    };
    const judged = await batchSize.run({ "max-files": 1 }, sources);
    expect(judged).toMatchObject({
      ruling: {
        outcome: "failed",
        findings: [{ fix: expect.stringMatching(/ The split is by folder alone: The map cannot be read[.]$/) }],
      },
    });
    const figures = BatchFigures.parse(judged.kind === "ruling" ? judged.figures?.() : undefined);
    expect(figures).toMatchObject({ ownersUnknown: "The map cannot be read.", batches: [{ owners: [] }, {}, {}] });
  });

  it("begins the advice and every line of the split with the owner", async () => {
    const { owners } = ownersThat({ "b/gone": { owners: ["codex"], pack: "tidy" } });
    const judged = await batchSize.run(one, { ...sourcesOf(commits), owners });
    expect(judged).toMatchObject({
      ruling: {
        findings: [
          {
            fix: expect.stringContaining("Begin with codex, pack tidy: b/;"),
            trace: ["1. codex, pack tidy: b/: 1 file, 1 line", "2. b/: 1 file, 0 lines"],
          },
        ],
      },
    });
  });
});

describe("judgeBatchSize", () => {
  it.each([
    ["files at the limit", { "max-files": 3 }, files(3), []],
    ["one file too many", { "max-files": 3 }, files(4), ["too-many-files"]],
    ["lines at the limit", { "max-lines": 10 }, [file("a", 6, 4)], []],
    ["one line too many", { "max-lines": 10 }, [file("a", 6, 5)], ["too-many-lines"]],
    ["both too many", { "max-files": 1, "max-lines": 1 }, files(2), ["too-many-files", "too-many-lines"]],
    ["20 files and 1000 lines by default", {}, files(20, 50), []],
    ["21 files by default", {}, files(21, 1), ["too-many-files"]],
    ["1001 lines by default", {}, [file("a", 1001)], ["too-many-lines"]],
    ["renamed and binary files have no lines", { "max-lines": 1 }, [file("a", 0), file("b", 0, 0, true)], []],
    ["they count as files", { "max-files": 1 }, [file("a", 0), file("b", 0, 0, true)], ["too-many-files"]],
    [
      "excluded files do not count",
      { "max-files": 1, exclude: ["**/*.lock"] },
      [file("x/a.lock", 9999), file("b")],
      [],
    ],
    [
      "a pattern without folders means the top",
      { "max-files": 1, exclude: ["*.lock"] },
      [file("x/a.lock"), file("b")],
      ["too-many-files"],
    ],
    ["dots are nothing special", { "max-files": 1, exclude: ["**"] }, [file(".a/.b"), file("b")], []],
    ["braces are alternatives", { "max-files": 1, exclude: ["{a,b}/**"] }, [file("a/x"), file("b/x"), file("c")], []],
    [
      "an exclamation mark negates nothing",
      { "max-files": 1, exclude: ["!a"] },
      [file("a"), file("b")],
      ["too-many-files"],
    ],
  ])("%s", (_what, settings, changed, rules) => {
    expect(rulesOf(judge(settings, changed))).toEqual(rules);
  });

  it("says how many files it looked at, excluded ones included", () => {
    const ruling = judge({ exclude: ["a"] }, [file("a", 1234), file("b", 2)]);
    expect(ruling).toMatchObject({
      outcome: "passed",
      examined: { count: 2, of: "changed files" },
      summary: "1 file of at most 20, 2 changed lines of at most 1,000; 1 excluded file not counted.",
    });
    expect(judge({}, [])).toMatchObject({ outcome: "passed", examined: { count: 0 } });
  });

  it("says which files do not count", () => {
    const changed = [file("a", 5), file("b.lock", 7), file("gen/c", 9, 0, false, true)];
    expect(judge({ exclude: ["*.lock"] }, changed)).toMatchObject({
      summary:
        "1 file of at most 20, 5 changed lines of at most 1,000; 1 excluded file and 1 generated file not counted.",
    });
    expect(judge({ generated: "count" }, changed)).toMatchObject({
      summary: "3 files of at most 20, 21 changed lines of at most 1,000.",
    });
  });

  it("fails what is too large to evaluate, however small the part that is known", () => {
    const settings = BatchSizeSettings.parse({ exclude: ["**"] });
    const ruling = Ruling.parse(judgeBatchSize(settings, { files: files(1), complete: false }));
    expect(rulesOf(ruling)).toEqual(["too-large-to-evaluate"]);
  });

  it.each<[string, unknown, readonly ChangedFile[], readonly string[]]>([
    ["below", { "warn-files": 3, "warn-lines": 30 }, files(2, 14), []],
    ["at the warning", { "warn-files": 2, "warn-lines": 28 }, files(2, 14), ["too-many-files", "too-many-lines"]],
    ["at the limit", { "warn-files": 1, "max-files": 2 }, files(2), ["too-many-files"]],
    ["beyond the limit it is a finding alone", { "warn-files": 1, "max-files": 2 }, files(3), []],
    ["without a warning", {}, files(20), []],
  ])("notes a change that grows: %s", (_what, settings, changed, rules) => {
    expect(judge(settings, changed).notes.map(({ rule }) => rule)).toEqual(rules);
  });

  it("proposes a split, and names the largest files", () => {
    const changed = [...files(14, 100), file("docs/a.md", 5), file("docs/b.md", 6), file("README.md", 1)];
    const ruling = judge({ "max-files": 5, "max-lines": 500 }, changed);
    expect(ruling).toMatchObject({
      findings: [
        {
          what: "The change touches 17 files; at most 5 fit into one review.",
          fix: expect.stringContaining("into 4 pull requests"),
          trace: [
            "1. 1 file at the top, 2 files of src/, docs/: 5 files, 212 lines",
            "2. 5 files of src/: 5 files, 500 lines",
            "3. 5 files of src/: 5 files, 500 lines",
            "4. 2 files of src/: 2 files, 200 lines",
          ],
        },
        { what: "The change adds and deletes 1,412 lines; at most 500 fit into one review." },
      ],
    });
    const [, lines] = ruling.outcome === "failed" ? ruling.findings : [];
    expect(lines?.trace).toHaveLength(11);
    expect(lines?.trace?.at(-1)).toBe("and 7 more");
  });

  it("does not advise to split a single file", () => {
    const ruling = judge({ "max-lines": 5 }, [file("a", 6)]);
    expect(ruling).toMatchObject({ findings: [{ fix: expect.not.stringContaining("Split") }] });
  });
});

describe("batchSize", () => {
  it("judges a change from its sources", async () => {
    const judged = await batchSize.run({ "max-files": 1 }, sourcesOf({ base: {}, head: { a: "1\n", b: "1\n" } }));
    expect(judged).toMatchObject({ kind: "ruling", ruling: { outcome: "failed" } });
  });

  it.each([
    ["a limit of zero", { "max-files": 0 }],
    ["half a file", { "max-files": 1.5 }],
    ["a long pattern", { exclude: ["a".repeat(201)] }],
    ["too many alternatives", { exclude: ["{a,b}".repeat(7)] }],
    ["too many alternatives by range", { exclude: ["{1..65}"] }],
    ["too many patterns", { exclude: Array.from({ length: 101 }, () => "a") }],
    ["an empty pattern", { exclude: [""] }],
  ])("refuses %s", (_what, settings) => {
    expect(BatchSizeSettings.safeParse(settings).success).toBe(false);
  });

  it("takes as many alternatives as it promises", () => {
    expect(BatchSizeSettings.safeParse({ exclude: ["{a,b}".repeat(6), "{1..64}"] }).success).toBe(true);
  });

  it.each(["*a".repeat(99), "**/a/".repeat(39), "**/*".repeat(49), "[a-z]*".repeat(33), "*?".repeat(100)])(
    "matches the worst pattern %s in bounded time",
    async (pattern) => {
      const exclude = Array.from({ length: 100 }, () => pattern);
      const changed = Array.from({ length: 50 }, (_, index) =>
        file(`${"aaaaaaa/".repeat(200)}${"a".repeat(200)}${index}!`),
      );
      expect(await effortOf(() => judge({ exclude }, changed))).toBeLessThan(200);
    },
  );
});
