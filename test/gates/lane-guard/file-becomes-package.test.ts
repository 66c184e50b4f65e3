import { describe, expect, it } from "@jest/globals";
import { findingsOf, placesOf, rulingOf } from "./support.ts";

const body = "class Store:\n    size = 10\n\n\ndef load(path):\n    return open(path).read()\n";
const base = {
  "app/__init__.py": "",
  "app/page.py": "from lib.store import Store\n",
  "app/view.py": "",
  "lib/__init__.py": "",
  "lib/store.py": body,
};
const { "lib/store.py": _old, ...others } = base;
const split = { ...others, "lib/store/__init__.py": "from .disk import Store\n", "lib/store/disk.py": body };

const contracts = [
  ["named", { name: "Apart", type: "forbidden", from: ["app"], to: ["lib.store"] }],
  ["named by a wildcard", { name: "Apart", type: "forbidden", from: ["app"], to: ["lib.*"] }],
  ["independent", { name: "Apart", type: "independence", modules: ["app", "lib"] }],
  ["protected", { name: "Apart", type: "protected", modules: ["lib"] }],
] as const;

describe.each(contracts)("a file that becomes a package and is %s", (_title, contract) => {
  it("does not blame those who import it as before", async () => {
    const { outcome, summary, notes } = await rulingOf(base, split, { contracts: [contract] });
    expect({ outcome, rules: notes.map(({ rule }) => rule) }).toEqual({
      outcome: "passed",
      rules: ["existing-violations"],
    });
    expect(summary).toContain("1 violation existed before");
  });

  it("still blames whoever imports it now", async () => {
    const head = { ...split, "app/view.py": "\nfrom lib.store import Store\n" };
    expect(placesOf(await findingsOf(base, head, { contracts: [contract] }))).toContainEqual(
      expect.stringMatching(/^(forbidden|protected)-import app\/view\.py:2$/),
    );
  });
});

describe("a file that becomes a package and imports what it must not", () => {
  const apart = { contracts: [{ name: "Apart", type: "forbidden", from: ["app"], to: ["lib"] }] };
  const long = `import lib.store\n\n${body}`;
  const before = { ...base, "app/page.py": long };
  const { "app/page.py": _page, ...rest } = before;

  it("may pass on from the package what has moved into it", async () => {
    const head = { ...rest, "app/page/__init__.py": "from .impl import load\n", "app/page/impl.py": long };
    expect(await findingsOf(before, head, apart)).toEqual([]);
  });

  it("may not import more of it", async () => {
    const more = { ...rest, "lib/extra.py": "", "app/page/impl.py": long };
    const head = { ...more, "app/page/__init__.py": "from .impl import load\nimport lib.extra\n" };
    expect(placesOf(await findingsOf(before, head, apart))).toEqual(["forbidden-import app/page/__init__.py:2"]);
  });

  it("counts what goes away once", async () => {
    const head = { ...rest, "app/page/__init__.py": "from .impl import load\n", "app/page/impl.py": `# lib\n${body}` };
    expect((await rulingOf(before, head, apart)).summary).toContain("1 violation went away");
  });
});
