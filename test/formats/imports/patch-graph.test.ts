import { describe, expect, it } from "@jest/globals";
import { buildImportGraph } from "../../../src/formats/imports/graph/build-graph.ts";
import type { ImportGraph, SourceFile } from "../../../src/formats/imports/graph/graph.ts";
import { patchImportGraph } from "../../../src/formats/imports/graph/patch-graph.ts";
import { scanPythonImports } from "../../../src/formats/imports/python/extractor.ts";
import { numbersFrom } from "../../support/numbers.ts";

/** LANE_GUARD_GRAPHS raises it. */
const trees = Math.min(Number(process.env["LANE_GUARD_GRAPHS"] ?? 3_000), 100_000);

describe("patchImportGraph", () => {
  it(`gives what building anew gives, over ${trees} changes of trees`, () => {
    for (let seed = 1; seed <= trees; seed += 1) {
      const random = numbersFrom(seed);
      const roots = random(3) === 0 ? ["src", ""] : random(3) === 0 ? ["a.b".replace(".", "/"), "a"] : [""];
      const before = randomTree(random);
      const after = changedTree(random, before);
      const files = [...before.values()].sort(byPath);
      const graph = buildImportGraph(files, roots);
      const now = [...after.values()].sort(byPath);
      const patched = patchImportGraph({ files, graph }, now, roots);
      const told = { seed, roots, before: textOf(files), after: textOf(now) };
      expect({ ...told, graph: plain(patched) }).toEqual({ ...told, graph: plain(buildImportGraph(now, roots)) });
    }
  });

  it("keeps the table when no file came or went", () => {
    const files = [fileOf("a.py", "import b"), fileOf("b.py", "")];
    const graph = buildImportGraph(files, [""]);
    const [first, second] = files;
    if (first === undefined || second === undefined) throw new Error("two files");
    const patched = patchImportGraph({ files, graph }, [first, fileOf("b.py", "import a, os")], [""]);
    expect(patched.table).toBe(graph.table);
    expect([...patched.externals.keys()]).toEqual(["os"]);
  });
});

const parts = ["a", "b", "c", "src", "__init__"];

function randomPath(random: (limit: number) => number): string {
  const folders = Array.from({ length: random(4) }, () => parts[random(4)] ?? "a");
  const ending = random(8) === 0 ? (random(2) === 0 ? "pyi" : "ipynb") : "py";
  return `${[...folders, parts[random(5)] ?? "a"].join("/")}.${ending}`;
}

function randomSource(random: (limit: number) => number): string {
  const name = () => Array.from({ length: 1 + random(3) }, () => parts[random(4)] ?? "a").join(".");
  const lines = Array.from({ length: random(4) }, () => {
    const from = `${random(2) === 0 ? "" : ".".repeat(1 + random(3))}${name()}`;
    return [
      `import ${name()}`,
      `from ${from} import ${parts[random(4)]}`,
      "from . import b",
      `from ${name()} import *`,
    ][random(4)];
  });
  return lines.join("\n");
}

function randomTree(random: (limit: number) => number): Map<string, SourceFile> {
  const files = Array.from({ length: 2 + random(8) }, () => fileOf(randomPath(random), randomSource(random)));
  return new Map(files.map((file) => [file.path, file]));
}

function changedTree(random: (limit: number) => number, before: ReadonlyMap<string, SourceFile>) {
  const after = new Map(before);
  for (let change = random(3); change >= 0; change -= 1) {
    const paths = [...after.keys()];
    const path = random(2) === 0 ? randomPath(random) : (paths[random(paths.length)] ?? "a.py");
    if (random(3) === 0) after.delete(path);
    else after.set(path, fileOf(path, randomSource(random)));
  }
  return after;
}

function fileOf(path: string, source: string): SourceFile & { readonly source: string } {
  return { path, source, imports: scanPythonImports(new TextEncoder().encode(source)).imports };
}

function textOf(files: readonly SourceFile[]): readonly string[] {
  return files.map((file) => `${file.path}: ${"source" in file ? String(file.source) : ""}`);
}

function byPath(left: SourceFile, right: SourceFile): number {
  return left.path < right.path ? -1 : 1;
}

function plain({ table, externals, ...columns }: ImportGraph) {
  const nodes = table.nodes.map(({ name, file, isPackage, isBesideParent, id, end }) => {
    return { name, file, isPackage, isBesideParent, id, end };
  });
  return { nodes, roots: table.rootNames, externals: [...externals], ...columns };
}
