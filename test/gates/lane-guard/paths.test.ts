import { describe, expect, it } from "@jest/globals";
import { Contract } from "../../../src/gates/lane-guard/settings/contract.ts";
import { namingOf } from "../../../src/gates/lane-guard/settings/naming.ts";
import { findingsOf, judge, placesOf, rulingOf } from "./support.ts";

const layers = { name: "Layers", type: "layers", layers: ["web/src/ui", "web/src/domain", "web/src/data"] };
const web = {
  "web/src/ui/button.tsx": 'import { save } from "../domain/order";\n',
  "web/src/domain/order.ts": 'import { open } from "../data/client";\nexport const save = open;\n',
  "web/src/data/client.ts": 'import pg from "pg";\nexport const open = pg;\n',
};

const noSlash = { type: "forbidden", from: ["a"], to: ["b"] };

describe("contracts about paths", () => {
  it("judge TypeScript and JavaScript, with the annotation on the specifier's line", async () => {
    expect(await findingsOf(web, web, { contracts: [layers] })).toEqual([]);
    const head = { ...web, "web/src/data/client.ts": 'import {\n  a,\n}\nfrom "../ui/button";\n' };
    const findings = await findingsOf(web, head, { contracts: [layers] });
    expect(placesOf(findings)).toEqual(["forbidden-import web/src/data/client.ts:4"]);
    expect(findings[0]?.what).toBe(
      'web/src/data/client.ts imports web/src/ui/button.tsx, which "Layers" forbids: web/src/data is a layer below web/src/ui.',
    );
  });

  it.each([
    ["a package of npm", { from: ["web/src/ui"], to: ["pg"] }, ["forbidden-chain web/src/ui/button.tsx:1"]],
    ["a package with a scope", { from: ["web/src"], to: ["@acme/db"] }, []],
    [
      "a part of a name",
      { from: ["web/**/button.*"], to: ["web/src/da*"] },
      ["forbidden-chain web/src/ui/button.tsx:1"],
    ],
    ["direct imports alone", { from: ["web/src/ui"], to: ["pg"], "allow-indirect": true }, []],
    ["an ignored import", { from: ["web/src/ui"], to: ["pg"], ignore: ["web/src/*/order.ts -> web/src/data/**"] }, []],
    [
      "folders at the top",
      { names: "paths", from: ["web"], to: ["pg"] },
      ["forbidden-import web/src/data/client.ts:1"],
    ],
  ])("know %s", async (_what, rule, expected) => {
    const contract = { name: "C", type: "forbidden", ...rule };
    const findings = await findingsOf({}, { ...web, "other.js": "" }, { contracts: [contract], accept: "nothing" });
    expect(placesOf(findings)).toEqual(expected);
  });

  it.each([
    [{ type: "independence", modules: ["web/src/*"] }, "forbidden-import web/src/domain/order.ts:1"],
    [
      { type: "protected", modules: ["web/src/data"], "allowed-importers": ["web/src/ui"] },
      "protected-import web/src/domain/order.ts:1",
    ],
    [
      { type: "layers", containers: ["web/src"], layers: ["data", "ui : domain"] },
      "forbidden-import web/src/domain/order.ts:1",
    ],
    [
      { type: "visibility", modules: ["web/src/data"], public: ["web/src/data/index.ts"] },
      "unknown-module undefined:undefined",
    ],
    [
      { type: "lanes", lanes: [{ labs: ["web/src/data"] }, { live: ["web/src/domain"] }] },
      "forbidden-import web/src/domain/order.ts:1",
    ],
    [
      { type: "tags", tags: { ui: ["web/src/ui"], domain: ["web/src/domain"] }, allow: { ui: [], domain: [] } },
      "forbidden-import web/src/ui/button.tsx:1",
    ],
    [{ type: "required", modules: ["web/src/*"], imports: ["pg"] }, "missing-import web/src/domain/order.ts:undefined"],
    [
      { type: "budget", from: ["web/src/ui"], to: ["web/src/domain"], "at-most": 0 },
      "over-budget web/src/ui/button.tsx:1",
    ],
  ])("are of every type: %j", async (rule, expected) => {
    const findings = await findingsOf({}, web, { contracts: [{ name: "C", ...rule }], accept: "nothing" });
    expect(placesOf(findings)).toContain(expected);
  });

  it.each([
    ["a package of other people with slashes", "github.com/lib/pq", 'package a\n\nimport "github.com/lib/pq"\n', []],
    ["one that nobody imports yet", "github.com/lib/pq", "package a\n", ["unknown-target"]],
    ["a package with dots", "gopkg.in/yaml.v3", 'package a\n\nimport "gopkg.in/yaml.v3"\n', []],
    ["one that begins like a folder of the tree", "net/http", 'package a\n\nimport "net/http"\n', []],
    ["a path that begins like one of the tree", "services/gone", "package a\n", ["unknown-module"]],
  ])("may require %s", async (_what, name, text, expected) => {
    const contract = { name: "C", type: "required", names: "paths", modules: ["services/*"], imports: [name] };
    const files = { "go.mod": "module example.com/x\n", "services/a/a.go": text, "net/n.go": "package net\n" };
    const { notes, ...ruling } = await rulingOf(files, files, { contracts: [contract] });
    const rules = [...(ruling.outcome === "failed" ? ruling.findings : []), ...notes].map(({ rule }) => rule);
    expect(rules.filter((rule) => rule !== "existing-violations")).toEqual(expected);
    expect(ruling.outcome).toBe(expected.includes("unknown-module") ? "failed" : "passed");
  });

  it.each([
    ["a tag", { type: "tags", tags: { "ui/web": ["web"] }, allow: { "ui/web": ["ui/web"] } }, "modules"],
    ["a reason", { ignore: [{ import: "a -> b", reason: "See docs/x" }], ...noSlash }, "modules"],
    ["what is ignored", { ignore: [{ import: "a -> b/c", reason: "Soon" }], ...noSlash }, "paths"],
    ["a lane called like a key", { type: "lanes", lanes: [{ reason: ["web/a"] }, "web"] }, "paths"],
    ["a tag called like a key", { type: "tags", tags: { allow: ["web/a"] }, allow: { allow: [] } }, "paths"],
  ])("are told by slashes, though not by those in %s", (_what, rule, naming) => {
    expect(namingOf(Contract.parse({ name: "C", ...rule }))).toBe(naming);
  });

  it("forbid circles between folders", async () => {
    const head = { ...web, "web/src/domain/order.ts": 'import "../data/client";\nimport "../ui/button.js";\n' };
    const contract = { name: "C", type: "acyclic-siblings", ancestors: ["web/src"] };
    const findings = await findingsOf(web, head, { contracts: [contract] });
    expect(placesOf(findings)).toEqual(["import-cycle web/src/domain/order.ts:2"]);
  });

  it("hold across languages, Python among them", async () => {
    const base = {
      "src/api/views.py": "import api.models\n",
      "src/api/models.py": "",
      "src/core/__init__.py": "",
      "web/a.ts": "",
    };
    const contracts = [
      { name: "Python", type: "forbidden", from: ["src/api"], to: ["src/core"] },
      { name: "Web", type: "forbidden", from: ["web/**/*.ts"], to: ["src/api"] },
      { name: "By name", type: "forbidden", from: ["api"], to: ["core"] },
    ];
    const head = { ...base, "src/api/models.py": "from core import x\n", "web/a.ts": 'import "../src/api/x.json"\n' };
    const findings = await findingsOf(base, { ...head, "src/api/x.json": "{}" }, { contracts });
    expect(placesOf(findings)).toEqual([
      "forbidden-import src/api/models.py:1",
      "forbidden-import web/a.ts:1",
      "forbidden-import src/api/models.py:1",
    ]);
  });

  it("accept what was there, also under another name", async () => {
    const base = {
      ...web,
      "web/src/data/client.ts": 'import "../ui/button";\nexport const open = "a long enough text";\n',
    };
    const { "web/src/data/client.ts": client, ...others } = base;
    const moved = { ...others, "web/src/data/connection.ts": client };
    expect(await rulingOf(base, moved, { contracts: [layers] })).toMatchObject({ outcome: "passed" });
  });

  it("do not count a folder of Go beside its own file", async () => {
    const go = { "go.mod": "module example.com/x\n", "a/a.go": "package a\n", "b/b.go": "package b\n" };
    const contract = { name: "C", type: "forbidden", names: "paths", from: ["a"], to: ["b"] };
    const head = { ...go, "a/a.go": 'package a\n\nimport "example.com/x/b"\n' };
    const [finding, ...others] = await findingsOf(go, head, { contracts: [contract] });
    expect(others).toEqual([]);
    expect(finding?.what).not.toContain("Through it");
    expect(finding?.trace?.join("\n")).not.toContain("also affected");
    const user = { "a/c/c.go": 'package c\n\nimport "example.com/x/a"\n' };
    const [shared] = await findingsOf({ ...go, ...user }, { ...head, ...user }, { contracts: [contract] });
    expect(shared?.what).toContain("Through it, 2 more modules of the lane");
  });

  it("block a changed source that could not be read to its end", async () => {
    const head = { ...web, "web/src/ui/button.tsx": "const text = `never closed\n" };
    const [finding] = await findingsOf(web, head, { contracts: [layers] });
    expect(finding).toMatchObject({ rule: "not-fully-read", fix: "Correct the file at the line named." });
    expect(finding?.what).toContain("a template is not closed that begins in line 1");
  });

  it("say which path is unknown, and what may have been meant", async () => {
    const contract = { name: "C", type: "forbidden", from: ["web/src/uii"], to: ["web/src/data"] };
    const [finding] = await findingsOf(web, web, { contracts: [contract] });
    expect(finding?.what).toBe(
      'The contract "C" is about web/src/uii, and the repository has no such source or folder with sources. Did you mean web/src/ui?',
    );
  });

  it("are not applicable without any source", async () => {
    const judged = await judge({ base: {}, head: { "README.md": "x" } }, { contracts: [layers] });
    expect(judged).toEqual({ kind: "not-applicable", because: "The repository has no source file." });
  });

  it("are what a contract may have meant whose names no Python module has", async () => {
    const contract = { name: "C", type: "forbidden", from: ["web"], to: ["services"] };
    const judged = await judge({ base: {}, head: { "web/a.ts": "x" } }, { contracts: [contract] });
    expect(judged).toEqual({ kind: "not-applicable", because: expect.stringContaining("`names: paths`") });
  });

  it("count files of every language", async () => {
    const ruling = await rulingOf(web, { ...web, "a.py": "import os\n" }, { contracts: [layers] });
    expect(ruling.examined).toEqual({ count: 4, of: "files" });
    expect(ruling.summary).toBe("4 files with 4 imports checked against 1 contract: nothing new is forbidden.");
  });
});
