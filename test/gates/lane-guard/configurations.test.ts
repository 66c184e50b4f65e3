import { describe, expect, it } from "@jest/globals";
import { findingsOf, judge, placesOf, rulingOf } from "./support.ts";

const contracts = [{ name: "Layers", type: "layers", layers: ["web/src/ui", "web/src/data"] }];
const tsconfig = '{"compilerOptions": {"paths": {"@/*": ["./web/src/*"]}}}';
const base = {
  "tsconfig.json": tsconfig,
  "web/src/ui/a.ts": "",
  "web/src/data/x.ts": "",
  "web/src/data/y.ts": 'import "./x";\n',
};
const broken = { ...base, "web/src/data/x.ts": 'import "@/ui/a";\n' };

describe("configurations that say where imports lead", () => {
  it("block when a change leaves them unreadable, since no contract could object any more", async () => {
    expect(placesOf(await findingsOf(base, broken, { contracts }))).toEqual(["forbidden-import web/src/data/x.ts:1"]);
    const unreadable = { ...broken, "tsconfig.json": '{"compilerOptions": {"paths": ' };
    const [finding] = await findingsOf(base, unreadable, { contracts });
    expect(finding).toMatchObject({ rule: "not-fully-read", at: { path: "tsconfig.json" } });
  });

  it("may have comments where TypeScript allows them", async () => {
    const commented = { ...base, "tsconfig.json": `// ours\n${tsconfig.replace("}}}", ",}}}")}` };
    expect(await findingsOf(base, commented, { contracts })).toEqual([]);
  });

  it("do not block when they were unreadable before", async () => {
    const before = { ...base, "package.json": "{,}" };
    const ruling = await rulingOf(before, { ...before, "package.json": "{,,}" }, { contracts });
    expect([ruling.outcome, ruling.notes.map(({ rule }) => rule)]).toEqual(["passed", ["not-fully-read"]]);
  });

  it("are named by the imports that lead nowhere because of the change", async () => {
    const renamed = { ...base, "web/src/data/z.ts": "" };
    const { "web/src/data/x.ts": _gone, ...head } = renamed;
    const ruling = await rulingOf(base, head, { contracts });
    expect(ruling.notes.map(({ rule, trace }) => [rule, trace])).toEqual([
      ["unresolved-import", ["web/src/data/y.ts:1 imports ./x"]],
    ]);
  });

  it.each([
    ["web/tsconfig.json", { "web/tsconfig.json": `{"extends": "../tsconfig.json"}${" ".repeat(200)}` }],
    ["package.json", { "package.json": `{"name": "app"}${" ".repeat(200)}` }],
    ["go.mod", { "go.mod": `module example.com/app\n${"\n".repeat(200)}`, "app.go": "package app\n" }],
  ])("block when a change makes them too large to be read: %s", async (path, files) => {
    const judged = await judge({ base, head: { ...base, ...files }, maxBlobBytes: 150 }, { contracts });
    const found = judged.kind === "ruling" && judged.ruling.outcome === "failed" ? judged.ruling.findings : [];
    expect(found.map(({ rule, at, what }) => [rule, at, what])).toEqual([
      [
        "not-fully-read",
        { path },
        `${path} is larger than the limit, so nobody knows where it says that imports lead.`,
      ],
    ]);
  });

  it("block when a change makes them symbolic links, which are not followed, and not when they were", async () => {
    const linked = {
      ...broken,
      "tsconfig.json": { symlink: "config/tsconfig.json" },
      "config/tsconfig.json": tsconfig,
    };
    const found = await findingsOf(base, linked, { contracts });
    expect(found.map(({ rule, at, what, fix }) => [rule, at, what, fix])).toEqual([
      [
        "not-fully-read",
        { path: "tsconfig.json" },
        "tsconfig.json is a symbolic link, which is not followed, so nobody knows where it says that imports lead.",
        "Commit the file itself in place of the link.",
      ],
    ]);
    const ruling = await rulingOf(linked, { ...linked, "web/src/ui/b.ts": "" }, { contracts });
    expect([ruling.outcome, ruling.summary]).toEqual([
      "passed",
      expect.stringContaining("1 untouched file could not be read to the end."),
    ]);
  });

  it("leave the gate without evidence when they are missing, as sources do", async () => {
    for (const missing of [["tsconfig.json"], ["web/src/data/y.ts"]]) {
      const judged = await judge({ base, head: broken, missing }, { contracts });
      expect(judged).toMatchObject({ kind: "unavailable", because: expect.stringContaining("not in this clone") });
    }
  });

  it("are read under whatever name others extend them by", async () => {
    const named = { ...base, "tsconfig.json": '{"extends": "./config/strict"}', "config/strict.json": tsconfig };
    const configured = { ...named, "config/strict.json": tsconfig.replace("./web", "../web") };
    const head = { ...configured, "web/src/data/x.ts": 'import "@/ui/a";\n' };
    expect(placesOf(await findingsOf(configured, head, { contracts }))).toEqual([
      "forbidden-import web/src/data/x.ts:1",
    ]);
    const moved = { ...head, "config/strict.json": tsconfig };
    expect(placesOf(await findingsOf(moved, head, { contracts }))).toEqual(["forbidden-import web/src/data/x.ts:1"]);
  });

  it("are read where the nearest one references them", async () => {
    const solution = '{"files": [], "references": [{"path": "./config/app.json"}]}';
    const app = tsconfig.replace("./web", "../web");
    const head = { ...broken, "tsconfig.json": solution, "config/app.json": app };
    const places = ["forbidden-import web/src/data/x.ts:1"];
    expect(placesOf(await findingsOf({ ...head, "web/src/data/x.ts": "" }, head, { contracts }))).toEqual(places);
    expect(placesOf(await findingsOf({ ...head, "config/app.json": "{}" }, head, { contracts }))).toEqual(places);
  });

  it.each([
    [
      '{\n  "references": [{"path": "./app"}]\n}',
      'tsconfig.json references "./app" in line 2, and the repository has no such file, so imports may lead elsewhere.',
      "Correct the path in `references`, or commit the file that it names.",
    ],
    [
      '{\n  "extends": "./base.json"\n}',
      'tsconfig.json extends "./base.json" in line 2, and the repository has no such file, so imports may lead elsewhere.',
      "Correct the path in `extends`, or commit the file that it names.",
    ],
    [
      '{"extends": "./tsconfig.json"}',
      'tsconfig.json extends "./tsconfig.json" in line 1, which leads back to it, so imports may lead elsewhere.',
      "Remove one of the configurations from `extends`, so that none extends itself.",
    ],
  ])("block when a change makes them extend or reference in vain: %s", async (text, what, fix) => {
    const [finding, ...others] = await findingsOf(base, { ...broken, "tsconfig.json": text }, { contracts });
    expect([finding?.rule, finding?.what, finding?.fix, others]).toEqual(["not-fully-read", what, fix, []]);
  });

  it("may extend what other people keep", async () => {
    const head = { ...base, "tsconfig.json": '{"extends": "@tsconfig/node20/tsconfig.json"}' };
    expect(await findingsOf(base, head, { contracts })).toEqual([]);
  });

  it("are no concern of ours once the last source of their language is gone", async () => {
    const before = { ...base, "package.json": "{,}", "a/x.py": "", "b/y.py": "" };
    const head = { "package.json": "{,,}", "a/x.py": "", "b/y.py": "" };
    const both = [{ name: "C", type: "forbidden", names: "paths", from: ["a"], to: ["b"] }];
    const ruling = await rulingOf(before, head, { contracts: both });
    expect([ruling.outcome, ruling.notes]).toEqual(["passed", []]);
  });
});
