import { describe, expect, it } from "@jest/globals";
import { sourceTree } from "../../../src/gates/lane-guard/source-tree.ts";
import { type MemoryCommits, memoryRepository } from "../../../src/memory/repository.ts";
import { numbersFrom } from "../../support/numbers.ts";

const folders = ["", "a/", "a/b/", "web/"];
const names = ["index", "x", "y"];
const endings = [".ts", ".js", ".py", ".json", "/package.json"];

describe("sourceTree", () => {
  it("makes the same of a tree whether or not a similar one is known, over 500 changes", async () => {
    for (let seed = 1; seed <= 500; seed += 1) {
      const random = numbersFrom(seed);
      const base = randomFiles(random, {}, 8);
      const head = randomFiles(random, base, 2);
      const [near, fresh] = await Promise.all([treeOf({ base, head }), treeOf({ base: head, head })]);
      expect({ seed, base, head, tree: near }).toEqual({ seed, base, head, tree: fresh });
    }
  });
});

async function treeOf(commits: MemoryCommits) {
  const derived = await memoryRepository(commits).deriveTree(
    sourceTree({ sourceRoots: ["", "src"], plugins: [], stubs: false, notebooks: false }, true),
    "head",
  );
  if (derived.kind !== "value") throw new Error(derived.kind);
  const { files, graph } = derived.value.paths ?? derived.value.python;
  const { table, ...columns } = graph;
  return { files, nodes: table.nodes.map(({ name, file }) => [name, file]), ...columns };
}

type Files = MemoryCommits["base"];

function randomFiles(random: (limit: number) => number, before: Files, changes: number): Files {
  const files = { ...before };
  for (let change = 0; change <= changes; change += 1) {
    const path = `${pick(random, folders)}${pick(random, names)}${pick(random, endings)}`;
    if (random(5) === 0) delete files[path];
    else files[path] = contentOf(random, path);
  }
  return files;
}

function contentOf(random: (limit: number) => number, path: string): string {
  if (path.endsWith("package.json")) return `{"name": "${pick(random, names)}", "main": "./index.ts"}`;
  const target = `${pick(random, folders)}${pick(random, names)}`;
  if (path.endsWith(".py")) return `import ${target.replaceAll("/", ".")}\n`;
  return `import "${pick(random, ["./", "../", ""])}${target}${pick(random, ["", ".js", ".json"])}";\n`;
}

function pick(random: (limit: number) => number, choices: readonly string[]): string {
  return choices[random(choices.length)] ?? "";
}
