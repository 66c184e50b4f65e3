import { describe, expect, it } from "@jest/globals";
import { judge, rulingOf } from "./support.ts";

const contracts = [{ name: "No", type: "forbidden", from: ["a"], to: ["b"] }];
const paths = [{ ...contracts[0], names: "paths" }];
const files = { "a/x.py": "", "b/y.py": "", "web/c.ts": "", "docs/d.md": "" };

async function notedIn(links: Readonly<Record<string, string>>, settings: object) {
  const head = { ...files, ...Object.fromEntries(Object.entries(links).map(([path, symlink]) => [path, { symlink }])) };
  const { outcome, notes } = await rulingOf(files, head, settings);
  return [outcome, ...notes.map(({ rule, what }) => `${rule}: ${what}`)];
}

const one = (path: string) => `symbolic-link: 1 symbolic link leads to sources and is not followed: ${path}.`;

describe("symbolic links", () => {
  it.each([
    ["a source", { "a/y.py": "../b/y.py" }, ["passed", one("a/y.py")]],
    ["a folder of sources", { "a/b": "../b" }, ["passed", one("a/b")]],
    ["a folder above sources", { all: "." }, ["passed", one("all")]],
    [
      "another link that does",
      { "a/b": "../c", c: "b" },
      ["passed", expect.stringContaining("2 symbolic links lead to sources and are not followed: a/b and c.")],
    ],
    ["something below another link", { "l.py": "c/y.py", c: "b" }, ["passed", expect.stringContaining("c and l.py.")]],
    ["no source", { "a/d.md": "../docs/d.md", "a/docs": "../docs" }, ["passed"]],
    ["a source of a language that no contract is about", { "a/c.ts": "../web/c.ts" }, ["passed"]],
    ["nothing", { "a/y.py": "../gone.py" }, ["passed"]],
    ["the world outside", { "a/y.py": "../../b/y.py", "a/z.py": "/b/y.py" }, ["passed"]],
    ["each other", { "a/y.py": "z.py", "a/z.py": "y.py" }, ["passed"]],
    ["a text that is no path", { "a/y.py": `../b/y.py${"/.".repeat(3_000)}` }, ["passed"]],
  ])("that lead to %s", async (_what, links, expected) => {
    expect(await notedIn(links, { contracts })).toEqual(expected);
  });

  it("are told of in every language that contracts are about", async () => {
    expect(await notedIn({ "a/c.ts": "../web/c.ts" }, { contracts: paths })).toEqual(["passed", one("a/c.ts")]);
  });

  it("are counted where there are many", async () => {
    const links = Object.fromEntries(Array.from({ length: 8 }, (_, index) => [`a/l${index}.py`, "../b/y.py"]));
    const [, note] = await notedIn(links, { contracts });
    expect(note).toContain(
      "8 symbolic links lead to sources and are not followed: a/l0.py, a/l1.py, a/l2.py, a/l3.py, a/l4.py and 3 more.",
    );
  });

  it("that this clone does not have leave the gate without evidence", async () => {
    const head = { ...files, "a/l.py": { symlink: "../b/y.py" } };
    const judged = await judge({ base: files, head, missing: ["a/l.py"] }, { contracts });
    expect(judged).toMatchObject({ kind: "unavailable", because: expect.stringContaining("1 file with imports") });
  });
});
