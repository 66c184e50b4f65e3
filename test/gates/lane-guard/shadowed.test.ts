import { describe, expect, it } from "@jest/globals";
import { rulingOf } from "./support.ts";

const contract = { name: "No", type: "forbidden", from: ["core"], to: ["candidate"] };
const base = { "core/b.py": "", "candidate/m.py": "" };

describe("a file whose module name another file has", () => {
  it.each([
    ["a package beside it", {}, { "core/b/__init__.py": "" }, "core/b.py"],
    [
      "a file in another root",
      { "source-roots": ["", "src"] },
      { "src/core/b.py": "import candidate.m\n" },
      "src/core/b.py",
    ],
  ])("is named, and is not among what was examined: %s", async (_what, settings, added, path) => {
    const ruling = await rulingOf(base, { ...base, ...added }, { contracts: [contract], ...settings });
    expect(ruling.examined).toEqual({ count: 2, of: "modules" });
    expect(ruling.notes.map(({ rule, what }) => [rule, what])).toContainEqual([
      "shadowed-file",
      `1 file is not judged, because another file has its module name: ${path}.`,
    ]);
  });

  it("is no note where there is none", async () => {
    const ruling = await rulingOf(base, { ...base, "core/c.py": "" }, { contracts: [contract] });
    expect([ruling.examined, ruling.notes]).toEqual([{ count: 3, of: "modules" }, []]);
  });
});
