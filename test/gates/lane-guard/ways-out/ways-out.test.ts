import { describe, expect, it } from "@jest/globals";
import { fixOf, lanes, layers, otherwise, removing } from "./fix-of.ts";

describe("names that may only be needed in annotations", () => {
  const excluding = { ...lanes, "type-checking": "exclude" };
  const way = (text: string) => `If lukhas.a needs ${text}: this contract does not count that. ${otherwise}`;

  it.each<readonly [string, object, string, string | undefined]>([
    [
      "are classes by their names",
      excluding,
      "from candidate.x import Model, _Row",
      "Model and _Row in annotations only, import below `if TYPE_CHECKING:`",
    ],
    [
      "are anything in a file that has such imports already",
      excluding,
      "import typing\nif typing.TYPE_CHECKING:\n  import core.io\nfrom candidate.x import load",
      "load in annotations only, import below `if TYPE_CHECKING:` beside line 3",
    ],
    ["are no functions", excluding, "from candidate.x import Model, load", undefined],
    ["are no constants", excluding, "from candidate.x import LIMIT", undefined],
    ["are no modules", excluding, "import candidate.x", undefined],
    ["are no names that a call brings in", excluding, "import_module('candidate.x')", undefined],
    ["help nothing where the contract counts them all the same", lanes, "from candidate.x import Model", undefined],
  ])("%s", async (_title, contract, importing, expected) => {
    const fix = await fixOf({}, { "lukhas/a.py": importing }, contract);
    expect(fix).toBe(expected === undefined ? removing : way(expected));
  });
});

describe("a dependency that can be turned round", () => {
  const way = (link: string) =>
    `The dependency can be turned round, since ${link} is there already: let candidate.x register with lukhas.a what is needed of it, or let their caller pass it in. ${otherwise}`;

  it.each<readonly [string, string, object, string | undefined]>([
    [
      "goes to the importer first",
      "import lukhas.b\nimport lukhas.a",
      lanes,
      "candidate.x -> lukhas.a (candidate/x.py:2)",
    ],
    ["else to its package", "import core.io\nimport lukhas.b", lanes, "candidate.x -> lukhas.b (candidate/x.py:2)"],
    ["goes to a lower layer", "import lukhas.b", layers, "candidate.x -> lukhas.b (candidate/x.py:1)"],
    ["is not there", "import core.io", lanes, undefined],
  ])("%s", async (_title, text, contract, link) => {
    const fix = await fixOf({ "candidate/x.py": text }, { "lukhas/a.py": "import candidate.x" }, contract);
    expect(fix).toBe(link === undefined ? removing : way(link));
  });

  it("is none where the contract forbids that direction as well", async () => {
    const contract = { name: "Apart", type: "independence", modules: ["lukhas", "candidate"] };
    const base = { "candidate/x.py": "import lukhas.b" };
    expect(await fixOf(base, { "lukhas/a.py": "import candidate.x" }, contract)).toBe(removing);
  });
});

describe("where a chain is to be cut", () => {
  const moving = ", or move what is needed to a package that both sides may import.";

  it("is the import that is to blame, where all of the chain passes", async () => {
    const base = { "lukhas/a.py": "import core", "lukhas/b.py": "import core" };
    expect(await fixOf(base, { "core/__init__.py": "import candidate" })).toBe(
      `Cut the chain at core -> candidate (core/__init__.py:1), where all of it passes${moving}`,
    );
  });

  it("is another new import, where that ends every way", async () => {
    const base = { "lukhas/a.py": "import core.io\nimport core.types", "core/deep.py": "" };
    const head = {
      "core/io.py": "import core.deep",
      "core/types.py": "import core.deep",
      "core/deep.py": "import candidate.x",
    };
    expect(await fixOf(base, head)).toBe(
      `Cut the chain at core.deep -> candidate.x (core/deep.py:1), where all of it passes${moving}`,
    );
  });

  it("is in as many places as there are ways", async () => {
    const base = { "lukhas/a.py": "import core.io\nimport core.types" };
    const head = { "core/io.py": "import candidate.x", "core/types.py": "\nimport candidate.x" };
    expect(await fixOf(base, head)).toBe(
      `Cut the chain at core.io -> candidate.x (core/io.py:1) and core.types -> candidate.x (core/types.py:2), since fewer imports leave a way${moving}`,
    );
  });

  it("is not told where there are more than three", async () => {
    const names = ["m", "n", "o", "p"];
    const files = (text: string) => Object.fromEntries(names.map((name) => [`core/${name}.py`, text]));
    const base = { ...files(""), "lukhas/a.py": names.map((name) => `import core.${name}`).join("\n") };
    expect(await fixOf(base, files("import candidate.x"))).toBe(
      `Cut the chain, best at core.m -> candidate.x${moving}`,
    );
  });
});
