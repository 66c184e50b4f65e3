import { describe, expect, it } from "@jest/globals";
import { findingsOf } from "./support.ts";

const circles = { name: "Circles", type: "acyclic-siblings", ancestors: ["app"] };
const settings = { contracts: [circles], accept: "nothing" };

async function only(files: Readonly<Record<string, string>>, more: object = {}) {
  const base = { "app/__init__.py": "" };
  const [first, ...others] = await findingsOf(base, { ...base, ...files }, { ...settings, ...more });
  return { first, others };
}

describe("the smallest cut of a cycle", () => {
  it("is the import that closes it, where nothing smaller is", async () => {
    const { first } = await only({ "app/a.py": "import app.b", "app/b.py": "import app.a" });
    expect(first?.fix).toBe(
      "Remove what app.b imports of app.a (1 import), or move what both need to a third package. No smaller cut ends the cycle.",
    );
    expect(first?.trace).toEqual(["app.b -> app.a (app/b.py:1)", "app.a -> app.b (app/a.py:1)"]);
  });

  it("is elsewhere where that takes fewer imports, with each of them", async () => {
    const { first } = await only({
      "app/a/x.py": "import app.b.x\nimport app.b.y\nimport app.b.z",
      "app/b/x.py": "import app.c.x",
      "app/b/y.py": "\nimport app.c.y",
      "app/b/z.py": "",
      "app/c/x.py": "import app.a.x\nimport app.b.z",
      "app/c/y.py": "import app.b.z\nimport app.a.x",
    });
    expect(first?.fix).toContain(
      "The smallest cut that leaves no cycle among these 3 is 2 imports: app.b -> app.c (2 imports).",
    );
    expect(first?.trace?.filter((line) => line.startsWith("cut: "))).toEqual([
      "cut: app.b.x -> app.c.x (app/b/x.py:1)",
      "cut: app.b.y -> app.c.y (app/b/y.py:2)",
    ]);
  });

  it("is told once, however many findings it ends", async () => {
    const { first, others } = await only({
      "app/a.py": "import app.b\nimport app.c",
      "app/b.py": "import app.c\nimport app.a",
      "app/c.py": "import app.a\nimport app.b",
    });
    const cuts = [first, ...others].map((finding) => finding?.trace?.filter((line) => line.startsWith("cut: ")).length);
    expect(cuts).toEqual([3, 0, 0]);
    for (const { fix } of others)
      expect(fix).toContain("The smallest cut that leaves no cycle among these 3 is 3 imports");
  });

  it("takes what the change adds, where that is as small", async () => {
    const base = { "app/a.py": "import app.b", "app/b.py": "import app.c", "app/c.py": "" };
    const head = { ...base, "app/c.py": "import app.a" };
    const [finding, ...others] = await findingsOf(base, head, { contracts: [circles] });
    expect(others).toEqual([]);
    expect(finding?.fix).toMatch(/^Remove what app.c imports of app.a .* No smaller cut ends the cycle.$/);
  });

  it("is an estimate on a large cycle", async () => {
    const size = 40;
    const name = (index: number) => `m${String(index % size).padStart(2, "0")}`;
    const files = Array.from({ length: size }, (_, index) => {
      const back = index < size - 1 ? `\nimport app.${name(index + 1)}` : "";
      return [`app/${name(index)}.py`, `import app.${name(index + size - 1)}${back}`] as const;
    });
    const { first } = await only(Object.fromEntries(files));
    expect(first?.fix).toMatch(/ A small cut, estimated, that leaves no cycle among these 40 is \d+ imports: /);
    expect(first?.trace?.filter((line) => line.startsWith("cut: "))).toHaveLength(30);
    expect(first?.trace?.at(-1)).toMatch(/^and \d+ more imports? to cut$/);
  });
});
