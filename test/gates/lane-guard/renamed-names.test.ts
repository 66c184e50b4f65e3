import { describe, expect, it } from "@jest/globals";
import type { Finding } from "../../../src/core/finding.ts";
import { findingsOf, rulingOf } from "./support.ts";

const content = "value = 'something that git can follow'\n";
const before = {
  "core/__init__.py": "",
  "core/a.py": `# core\n${content}`,
  "candidate/__init__.py": "",
  "candidate/m.py": content,
  "candidate/n.py": `${content}other = 1\n`,
};
const renamedTarget = {
  "core/__init__.py": "",
  "core/a.py": `# core\nimport cand2.m\n${content}`,
  "cand2/__init__.py": "",
  "cand2/m.py": content,
  "cand2/n.py": `${content}other = 1\n`,
};
const renamedSource = {
  "core2/__init__.py": "",
  "core2/a.py": `# core\n${content}`,
  "core2/b.py": "import candidate.m\n",
  "candidate/__init__.py": "",
  "candidate/m.py": content,
  "candidate/n.py": `${content}other = 1\n`,
};

const contracts = {
  forbidden: { type: "forbidden", from: ["core"], to: ["candidate"] },
  layers: { type: "layers", layers: ["(candidate)", "core"] },
  "layers of two": { type: "layers", layers: ["candidate | other", "(core)"] },
  independence: { type: "independence", modules: ["core", "candidate"] },
  lanes: { type: "lanes", lanes: ["candidate", "core"] },
  "named lanes": { type: "lanes", lanes: [{ trial: ["candidate"] }, { production: ["(core)"] }] },
  protected: { type: "protected", modules: ["candidate"], "allowed-importers": ["other"] },
  tags: {
    type: "tags",
    tags: { trial: ["candidate"], production: ["core"] },
    allow: { trial: ["*"], production: ["production"] },
  },
};
const others = { "other/__init__.py": "", "other/o.py": "o = 1\n" };

const pathsOf = (findings: readonly Finding[]) => findings.map(({ at }) => `${at?.path}:${at?.firstLine}`);

describe("a package that the change renames, and that a contract names", () => {
  it.each(Object.entries(contracts))("is meant by its new name in head: %s", async (_type, rule) => {
    const settings = { contracts: [{ name: "P", ...rule }] };
    const head = { ...renamedTarget, ...others };
    expect(pathsOf(await findingsOf({ ...before, ...others }, head, settings))).toEqual(["core/a.py:2"]);
    const source = { ...renamedSource, ...others };
    expect(pathsOf(await findingsOf({ ...before, ...others }, source, settings))).toEqual(["core2/b.py:1"]);
  });

  it("is told, with what to correct, and blocks nothing by itself", async () => {
    const head = { ...renamedTarget, "core/a.py": `# core\n${content}` };
    const ruling = await rulingOf(before, head, { contracts: [{ name: "P", ...contracts.layers }] });
    expect(ruling.outcome).toBe("passed");
  });

  it("brings nothing new where the import was there under the old name", async () => {
    const base = { ...before, "core/a.py": `# core\nimport candidate.m\n${content}` };
    const ruling = await rulingOf(base, renamedTarget, { contracts: [{ name: "P", ...contracts.forbidden }] });
    expect("findings" in ruling ? ruling.findings : []).toEqual([]);
    expect(ruling.notes.map(({ rule }) => rule)).toContain("existing-violations");
  });

  it("is not meant where its modules go into a package that was there before", async () => {
    const base = { ...before, "labs/__init__.py": "", "labs/l.py": "import core.a\n" };
    const head = {
      "core/__init__.py": "",
      "core/a.py": `# core\nimport labs.l\n${content}`,
      "labs/__init__.py": "",
      "labs/l.py": "import core.a\n",
      "labs/m.py": content,
      "labs/n.py": `${content}other = 1\n`,
    };
    expect(await findingsOf(base, head, { contracts: [{ name: "P", ...contracts.forbidden }] })).toEqual([]);
  });
});
