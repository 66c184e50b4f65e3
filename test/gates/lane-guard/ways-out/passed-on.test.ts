import { describe, expect, it } from "@jest/globals";
import { fixOf, layers, otherwise, removing } from "./fix-of.ts";

describe("a name that the forbidden module only passes on", () => {
  const way = (text: string) => `In lukhas.a, import ${text}. ${otherwise}`;

  it.each<readonly [string, string, string, string | undefined]>([
    [
      "is to be imported from where it is",
      "from core.io import load",
      "from candidate.x import load",
      "load from core.io: candidate.x only passes that on (candidate/x.py:1)",
    ],
    [
      "under the name that it has there",
      "from core.io import load as read",
      "from candidate.x import read",
      "load as read from core.io: candidate.x only passes that on (candidate/x.py:1)",
    ],
    [
      "with others of the same module",
      "from core.io import (\n  load,\n  save,\n)",
      "from candidate.x import load as l, save",
      "load and save from core.io: candidate.x only passes that on (candidate/x.py:2)",
    ],
    [
      "with others of another module",
      "from core.io import load\nfrom core.types import Model",
      "from candidate.x import load, Model",
      "load from core.io and Model from core.types: candidate.x only passes that on (candidate/x.py:1)",
    ],
    [
      "as a module of its package",
      "from core import io",
      "from candidate.x import io",
      "io from core: candidate.x only passes that on (candidate/x.py:1)",
    ],
    [
      "from a package of other people",
      "from requests.api import get",
      "from candidate.x import get",
      "get from requests.api: candidate.x only passes that on (candidate/x.py:1)",
    ],
    ["by a relative import", "from ..core.io import load", "from candidate.x import load", undefined],
    ["unless another is made there", "from core.io import load", "from candidate.x import load, other", undefined],
    ["unless the module itself is needed", "from core.io import load", "import candidate.x", undefined],
    ["unless everything is taken", "from core.io import load", "from candidate.x import *", undefined],
    ["unless it is called otherwise", "from core.io import load as read", "from candidate.x import load", undefined],
    [
      "unless one of two may count",
      "try:\n  from core.io import load\nexcept ImportError:\n  from core.types import load",
      "from candidate.x import load",
      undefined,
    ],
    [
      "unless a star may bring another",
      "from core.io import load\nfrom core.types import *",
      "from candidate.x import load",
      undefined,
    ],
    [
      "unless it is not there when the program runs",
      "if TYPE_CHECKING:\n  from core.io import load",
      "from candidate.x import load",
      undefined,
    ],
    ["unless its holder is forbidden too", "from candidate import load", "from candidate.x import load", undefined],
    ["unless its holder is in the same place", "from core import gone", "from candidate.x import io", undefined],
  ])("%s", async (_title, passing, importing, expected) => {
    const fix = await fixOf({ "candidate/x.py": passing }, { "lukhas/a.py": importing });
    expect(fix).toBe(expected === undefined ? removing : way(expected));
  });

  it("is followed past a holder that is forbidden as well", async () => {
    const base = { "candidate/x.py": "from candidate.y import load", "candidate/y.py": "from core.io import load" };
    expect(await fixOf(base, { "lukhas/a.py": "from candidate.x import load" })).toBe(
      way("load from core.io: candidate.x only passes that on (candidate/x.py:1)"),
    );
  });

  it("is no way out where its holder leads to the forbidden package", async () => {
    const base = {
      "candidate/x.py": "from core.io import load",
      "core/io.py": "import candidate.z",
      "candidate/z.py": "",
    };
    expect(await fixOf(base, { "lukhas/a.py": "from candidate.x import load" })).toBe(removing);
  });

  it("is no way out where another rule of the contract forbids its holder", async () => {
    const contract = { ...layers, layers: ["candidate", "core", "lukhas"] };
    const base = { "candidate/x.py": "from core.io import load" };
    expect(await fixOf(base, { "lukhas/a.py": "from candidate.x import load" }, contract)).toBe(removing);
  });

  it("is a way out of a chain too, at the link that is to blame", async () => {
    const base = { "lukhas/a.py": "import core.types", "candidate/x.py": "from core.io import load" };
    expect(await fixOf(base, { "core/types.py": "from candidate.x import load" })).toBe(
      "In core.types, import load from core.io: candidate.x only passes that on (candidate/x.py:1). Otherwise cut the chain at core.types -> candidate.x (core/types.py:1), where all of it passes, or move what is needed to a package that both sides may import.",
    );
  });

  it("is a way out of a protected package", async () => {
    const contract = { name: "Own", type: "protected", modules: ["candidate"] };
    const base = { "candidate/x.py": "from core.io import load" };
    expect(await fixOf(base, { "lukhas/a.py": "from candidate.x import load" }, contract)).toMatch(
      /^In lukhas\.a, import load from core\.io: candidate\.x only passes that on/,
    );
  });
});
