import { describe, expect, it } from "@jest/globals";
import { buildImportGraph } from "../../../src/formats/imports/graph/build-graph.ts";
import { intervalOf } from "../../../src/formats/imports/graph/graph.ts";
import { linksOf as linkRowsOf } from "../../../src/formats/imports/graph/links.ts";
import { listGraph } from "../../../src/formats/imports/graph/list-graph.ts";
import { searchBackwards, searchesOver } from "../../../src/formats/imports/graph/reach.ts";
import { scanPythonImports } from "../../../src/formats/imports/python/extractor.ts";

function graphOf(sources: Readonly<Record<string, string>>, roots: readonly string[] = ["", "src"]) {
  const files = Object.entries(sources).map(([path, text]) => {
    return { path, imports: scanPythonImports(new TextEncoder().encode(text)).imports };
  });
  return { files, graph: buildImportGraph(files, roots) };
}

/** `importer -> imported:line` of links between modules of the tree. */
function linksOf(sources: Readonly<Record<string, string>>, roots?: readonly string[]): readonly string[] {
  const { files, graph } = graphOf(sources, roots);
  return listGraph(graph, files, []).imports.map((link) => `${link.importer} -> ${link.imported}:${link.line}`);
}

describe("names of modules", () => {
  it.each([
    ["a/b.py", "a.b"],
    ["a/__init__.py", "a"],
    ["src/a/b.py", "a.b"],
    ["source/a.py", "source.a"],
    ["__init__.py", "__init__"],
    ["a-b/c.py", "a-b.c"],
    ["a.b.py", "a.b"],
    ["a/b.pyi", "a.b"],
    ["a/__init__.pyi", "a"],
    ["src/a-stubs/b.pyi", "a-stubs.b"],
    ["a/b.ipynb", "a.b-ipynb"],
    ["src/1 b.ipynb", "1 b-ipynb"],
    ["__init__.ipynb", "__init__-ipynb"],
    ["a/__init__.ipynb", "a.__init__-ipynb"],
  ])("%s is %s", (path, name) => {
    const { files, graph } = graphOf({ [path]: "" });
    expect(listGraph(graph, files, []).modules).toEqual([name]);
  });

  it("a source root that is a package is none", () => {
    expect(linksOf({ "src/__init__.py": "", "src/a.py": "", "b.py": "import src.a" })).toEqual(["b -> src.a:1"]);
  });

  it("a package wins over a module of its name, and the earlier root over the later", () => {
    const { graph } = graphOf({ "a.py": "import x", "a/__init__.py": "", "b.py": "", "src/b.py": "" });
    expect(graph.table.shadowed).toEqual([0, 3]);
  });

  it.each([
    [
      ["a.pyi", "a.py"],
      ["a", "a.a-pyi"],
    ],
    [
      ["p/__init__.py", "p/__init__.pyi"],
      ["p", "p.__init__-pyi"],
    ],
    [
      ["p/__init__.pyi", "p/a.py"],
      ["p", "p.a"],
    ],
    [
      ["a.b.py", "a.b.pyi"],
      ["a.b", "a.b.b-pyi"],
    ],
    [
      ["src/a.pyi", "a.py"],
      ["a", "a.a-pyi"],
    ],
    [
      ["a.pyi", "src/a.py"],
      ["a", "a.a-pyi"],
    ],
    [
      ["a.py", "a.pyi", "src/a.pyi", "a/a-pyi.py"],
      ["a", "a.a-pyi", "a.a-pyi-", "a.a-pyi--"],
    ],
    [
      ["a.ipynb", "a.py"],
      ["a", "a-ipynb"],
    ],
    [
      ["a.ipynb", "a-ipynb.py", "src/a.ipynb", "a-ipynb-/b.py"],
      ["a-ipynb", "a-ipynb--", "a-ipynb---", "a-ipynb-.b"],
    ],
  ])("nothing is lost of %j", (paths, names) => {
    const { files, graph } = graphOf(Object.fromEntries(paths.map((path) => [path, ""])));
    expect(listGraph(graph, files, []).modules).toEqual(names);
    expect(graph.table.shadowed).toEqual([]);
  });

  it("the first of two stubs is the module where there is no program", () => {
    const { graph } = graphOf({ "a.pyi": "", "a/__init__.pyi": "", "b.pyi": "", "src/b.pyi": "" });
    expect(graph.table.shadowed).toEqual([0, 3]);
  });

  it("packages are intervals of ids", () => {
    const { graph } = graphOf({ "a/b/c.py": "", "a/b/d.py": "", "a/e.py": "", "ab.py": "" });
    expect(graph.names).toEqual(["a", "a.b", "a.b.c", "a.b.d", "a.e", "ab"]);
    expect(intervalOf(graph, "a")).toEqual([0, 5]);
    expect(intervalOf(graph, "a.b")).toEqual([1, 4]);
    expect(intervalOf(graph, "a.x")).toBeUndefined();
  });
});

describe("resolution", () => {
  const tree = { "p/__init__.py": "", "p/m.py": "", "p/q/__init__.py": "", "p/q/n.py": "", "ns/x.py": "" };
  it.each([
    ["import p.m", ["p.m"]],
    ["import p.m.attribute", ["p.m"]],
    ["import p.m.two.deep", []],
    ["import p.missing", ["p"]],
    ["from p import m", ["p.m"]],
    ["from p import attribute", ["p"]],
    ["from p.m import *", ["p.m"]],
    ["from p.q import n as z", ["p.q.n"]],
    ["import ns.x", ["ns.x"]],
    ["from ns import x", ["ns.x"]],
    ["import ns", []],
    ["from ns import missing", []],
    ["import os.path", []],
    ["import P", []],
  ])("%s leads to %j", (text, expected) => {
    expect(linksOf({ ...tree, "z.py": text })).toEqual(expected.map((name) => `z -> ${name}:1`));
  });

  it.each([
    ["p/m.py", "from . import q", "p.m -> p.q:1"],
    ["p/m.py", "from .q import n", "p.m -> p.q.n:1"],
    ["p/__init__.py", "from .m import a", "p -> p.m:1"],
    ["p/__init__.py", "from . import a", "p -> p:1"],
    ["p/q/__init__.py", "from .. import m", "p.q -> p.m:1"],
    ["p/q/n.py", "from ...p import m", undefined],
    ["p/q/n.py", "from .. import m", "p.q.n -> p.m:1"],
  ])("in %s, %s is %s", (path, text, expected) => {
    expect(linksOf({ ...tree, [path]: text })).toEqual(expected === undefined ? [] : [expected]);
  });

  it("tells relative imports that leave the tree", () => {
    const { graph } = graphOf({ "a/b.py": "import os\nfrom ... import c", "d.py": "from . import a" });
    expect(graph.tooDeep).toEqual([
      { path: "a/b.py", line: 2 },
      { path: "d.py", line: 1 },
    ]);
  });

  it("reaches the top relatively where the top is a package", () => {
    expect(
      linksOf({ "__init__.py": "from . import a", "a.py": "from .b import c\nfrom .. import x", "b.py": "" }),
    ).toEqual(["__init__ -> a:1", "a -> b:1"]);
  });

  it("finds modules whose source root is spelt out", () => {
    expect(linksOf({ "src/a/b.py": "", "c.py": "from src.a import b\nimport src.a.b\nimport src" })).toEqual([
      "c -> a.b:1",
      "c -> a.b:2",
    ]);
  });

  it("finds a stub that stands for a module of another language", () => {
    expect(linksOf({ "p/fast.pyi": "", "p/m.py": "from .fast import f\nimport p.fast" })).toEqual([
      "p.m -> p.fast:1",
      "p.m -> p.fast:2",
    ]);
  });

  it.each([
    ["p/m.pyi", "from . import n", "p.m.m-pyi -> p.n:1"],
    ["p/m.pyi", "from .n import a", "p.m.m-pyi -> p.n:1"],
    ["p/__init__.pyi", "from .n import a", "p.__init__-pyi -> p.n:1"],
    ["p/__init__.pyi", "from . import m", "p.__init__-pyi -> p.m:1"],
    ["p/n.pyi", "from .m import a", "p.n -> p.m:1"],
    ["p/x.ipynb", "from .m import a", "p.x-ipynb -> p.m:1"],
  ])("a stub or notebook %s takes %s from where its program would", (path, text, expected) => {
    const programs = { "p/__init__.py": "", "p/m.py": "", ...(path === "p/n.pyi" ? {} : { "p/n.py": "" }) };
    expect(linksOf({ ...programs, [path]: text })).toEqual([expected]);
  });

  it("nobody imports a notebook: packages of its name are those of others", () => {
    const { graph } = graphOf({ "pandas.ipynb": "", "a.py": "import pandas\nfrom pandas import x" });
    expect([...graph.externals.keys()]).toEqual(["pandas"]);
  });

  it("keeps external packages by their first part, and what a package lacks at the nearest package", () => {
    const { graph } = graphOf({ "a.py": "import os.path\nimport os\nimport ns.gone.x", "ns/b/c.py": "" });
    expect([...graph.targets].map((id) => graph.names[id])).toEqual(["ns", "os", "os"]);
    expect([...graph.exact]).toEqual([0, 0, 0]);
  });
});

describe("chains", () => {
  it("finds a shortest chain, and ties by name", () => {
    const { graph } = graphOf({
      "a.py": "import c\nimport b\nimport long",
      "b.py": "import d",
      "c.py": "import d",
      "d.py": "",
      "long.py": "import b",
      "other.py": "",
    });
    const links = linkRowsOf(graph);
    const searches = searchesOver(links);
    const [first, end] = intervalOf(graph, "d") ?? [0, 0];
    const stamp = searchBackwards(links, searches, { first, end });
    expect([0, 1, 2, 4].map((id) => graph.names[searches.nextHop[id] ?? -1])).toEqual(["b", "d", "d", "b"]);
    expect(searches.nextHop[first]).toBe(-1);
    expect(graph.names.filter((_, id) => searches.stamps[id] === stamp)).toEqual(["a", "b", "c", "d", "long"]);
  });
});

describe("the listed graph", () => {
  it("has one row a statement and module, and only the packages asked for", () => {
    const { files, graph } = graphOf({
      "a/x.py": "from b import y, y as z, w\nimport a.x",
      "b/y.py": "import a.x",
      "b/w.py": "",
    });
    const all = listGraph(graph, files, []).imports;
    expect(all.map(({ importer, imported, line }) => [importer, imported, line])).toEqual([
      ["a.x", "a.x", 2],
      ["a.x", "b.w", 1],
      ["a.x", "b.y", 1],
      ["b.y", "a.x", 1],
    ]);
    expect(listGraph(graph, files, ["b"])).toEqual({ modules: ["b.w", "b.y"], imports: [] });
  });
});
