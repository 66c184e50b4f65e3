import { describe, expect, it } from "@jest/globals";
import type { NewWays } from "../../../src/core/gate.ts";
import { laneGuard } from "../../../src/gates/lane-guard/gate.ts";
import { type MemoryCommits, memoryRepository } from "../../../src/memory/repository.ts";

const byNames = { contracts: [{ name: "c", type: "forbidden", from: ["a"], to: ["d"] }] };
const byPaths = { contracts: [{ name: "c", type: "forbidden", from: ["web/a"], to: ["web/d"] }] };

async function newWays(base: MemoryCommits["base"], head: MemoryCommits["head"], settings: object): Promise<NewWays> {
  const judged = await laneGuard.judgeTrees?.(settings, {
    repository: memoryRepository({ base, head: { ...base, ...head } }),
    today: "2027-01-31",
  });
  if (judged?.kind !== "ruling") throw new Error("There is no ruling.");
  return judged.newWays;
}

function sorted(names: ReadonlySet<string>): readonly string[] {
  return [...names].toSorted();
}

describe("imports that a change adds", () => {
  const base = {
    "top.py": "import a\n",
    "a.py": "",
    "b.py": "import c\n",
    "c.py": "import d\n",
    "d.py": "",
    "e.py": "",
  };

  it("begin and lead somewhere, and other modules lead there and are led to", async () => {
    const ways = await newWays(base, { "a.py": "import b\n" }, byNames);
    expect([sorted(ways.from), sorted(ways.to)]).toEqual([["a"], ["b"]]);
    const { before, beyond } = ways.around();
    expect([sorted(before), sorted(beyond)]).toEqual([
      ["a", "top"],
      ["b", "c", "d"],
    ]);
  });

  it("are none where imports stay, go away or move with their file", async () => {
    for (const head of [{ "e.py": "E = 1\n" }, { "b.py": "" }, { "c.py": "\n\nimport d\n" }]) {
      expect((await newWays(base, head, byNames)).from).toEqual(new Set());
    }
  });

  it("lead to what is outside of the tree, too, and begin in new files", async () => {
    const ways = await newWays(base, { "n.py": "import torch\n" }, byNames);
    expect([sorted(ways.from), sorted(ways.to)]).toEqual([["n"], ["torch"]]);
  });

  it("are paths where contracts name these", async () => {
    const files = { "web/a/x.ts": "", "web/b.ts": 'import "./d/z";\n', "web/d/z.ts": "" };
    const ways = await newWays(files, { "web/a/x.ts": 'import "../b";\n' }, byPaths);
    expect([sorted(ways.from), sorted(ways.to)]).toEqual([["web/a/x.ts"], ["web/b.ts"]]);
    expect(sorted(ways.around().beyond)).toEqual(["web/b.ts", "web/d/z.ts"]);
  });
});
