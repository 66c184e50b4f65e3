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

describe("what is made of a similar tree", () => {
  const files = {
    "a.py": "import b\n",
    "b.py": "",
    "web/a.ts": 'import "./b";\n',
    "web/b.ts": "",
    "A.java": "class A {}",
  };

  it("has the same objects where no source differs, in every language", async () => {
    const [base, head] = [sidesOf(files), sidesOf({ ...files, "web/b.ts": "" })];
    const first = await read(base, undefined);
    const second = await read(head, first);
    expect(second.paths?.files).toHaveLength(5);
    for (const [index, file] of (first.paths?.files ?? []).entries()) expect(second.paths?.files[index]).toBe(file);
  });

  it.each([
    ["a source that was missing", { missing: ["web/a.ts"] }],
    ["a source of Python that was missing", { missing: ["a.py"] }],
    ["a configuration that was missing", { missing: ["tsconfig.json"] }],
    ["a source that was too large", { maxBlobBytes: 10 }],
  ])("has %s as soon as it can be had", async (_what, lack) => {
    const all = { ...files, "tsconfig.json": "{}", "web/c.ts": 'import "./a";\n' };
    const lacking = await read({ ...sidesOf(all), ...lack }, undefined);
    const [near, fresh] = [await read(sidesOf(all), lacking), await read(sidesOf(all), undefined)];
    expect([near.paths?.files, near.paths?.missing]).toEqual([fresh.paths?.files, 0]);
    expect(near.python.files).toEqual(fresh.python.files);
  });

  it("counts what is missing again", async () => {
    for (const missing of [["web/a.ts"], ["tsconfig.json"]]) {
      const commits = { ...sidesOf({ ...files, "tsconfig.json": "{}" }), missing };
      const lacking = await read(commits, undefined);
      expect([lacking.paths?.missing, (await read(commits, lacking)).paths?.missing]).toEqual([1, 1]);
    }
  });
});

const extractor = sourceTree({ sourceRoots: ["", "src"], plugins: [], stubs: false, notebooks: false }, true);

function sidesOf(files: Files): MemoryCommits {
  return { base: files, head: files };
}

async function read(commits: MemoryCommits, near: Awaited<ReturnType<typeof extractor.extract>> | undefined) {
  const repository = memoryRepository(commits);
  const { items } = await repository.tree("head");
  return extractor.extract(items, repository, near === undefined ? undefined : { entries: [], value: near });
}

async function treeOf(commits: MemoryCommits) {
  const derived = await memoryRepository(commits).deriveTree(extractor, "head");
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
