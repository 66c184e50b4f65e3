import { describe, expect, it } from "@jest/globals";
import { Ruling } from "../../../src/core/verdict.ts";
import { batchSize } from "../../../src/gates/batch-size/gate.ts";
import { gatherBatchSize } from "../../../src/gates/batch-size/gather.ts";
import { judgeBatchSize } from "../../../src/gates/batch-size/judge.ts";
import { BatchSizeFacts, BatchSizeSettings, type ChangedFile } from "../../../src/gates/batch-size/model.ts";
import { partsOf } from "../../../src/gates/batch-size/split.ts";
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

function file(path: string, added = 1, deleted = 0, binary = false): ChangedFile {
  return { path, added, deleted, binary };
}

function files(count: number, lines = 1): readonly ChangedFile[] {
  return Array.from({ length: count }, (_, index) => file(`src/f${index}.py`, lines));
}

function judge(settings: unknown, changed: readonly ChangedFile[]): Ruling {
  return Ruling.parse(judgeBatchSize(BatchSizeSettings.parse(settings), { files: changed }));
}

function rulesOf(ruling: Ruling): readonly string[] {
  return ruling.outcome === "failed" ? ruling.findings.map(({ rule }) => rule) : [];
}

describe("gatherBatchSize", () => {
  it("lists every changed file with its lines", async () => {
    const gathered = await gatherBatchSize(
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
      file("new/moved", 0, 0),
    ]);
  });

  it("has no facts when the list was cut short", async () => {
    const sources = sourcesOf({ base: {}, head: { a: "1", b: "1", c: "1" }, maxItems: 2 });
    expect(await gatherBatchSize(sources)).toMatchObject({ kind: "unavailable" });
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

  it("names the largest parts, and where to split", () => {
    const changed = [...files(14, 100), file("docs/a.md", 5), file("docs/b.md", 6), file("README.md", 1)];
    const ruling = judge({ "max-files": 5, "max-lines": 500 }, changed);
    expect(ruling).toMatchObject({
      findings: [
        {
          what: "The change touches 17 files; at most 5 fit into one review.",
          fix: expect.stringContaining("at least 4 pull requests. Begin with src/ and keep docs/ for another."),
          trace: ["src/: 14 files, 1,400 lines", "docs/: 2 files, 11 lines", "the files at the top: 1 file, 1 line"],
        },
        { what: "The change adds and deletes 1,412 lines; at most 500 fit into one review." },
      ],
    });
    const [, lines] = ruling.outcome === "failed" ? ruling.findings : [];
    expect(lines?.trace).toHaveLength(11);
    expect(lines?.trace?.at(-1)).toBe("and 7 more");
  });
});

describe("partsOf", () => {
  it("looks below the folder that all files share", () => {
    const changed = [file("src/app/a/x", 3), file("src/app/b/y", 1), file("src/app/b/z", 1), file("src/app/w", 9)];
    expect(partsOf(changed)).toEqual([
      { folder: "src/app/", files: 1, lines: 9 },
      { folder: "src/app/a/", files: 1, lines: 3 },
      { folder: "src/app/b/", files: 2, lines: 2 },
    ]);
    expect(partsOf([])).toEqual([]);
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
