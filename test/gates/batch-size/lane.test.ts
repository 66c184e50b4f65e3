import { describe, expect, it } from "@jest/globals";
import { laneAcross, laneName, nobodys } from "../../../src/gates/batch-size/split/lane.ts";

function path(...owners: readonly string[]) {
  return { owners, pack: undefined };
}

describe("laneAcross", () => {
  it.each<[string, Parameters<typeof laneAcross>[0], readonly (readonly string[])[], string]>([
    ["nobody's", [path()], [], ""],
    ["one owner's", [path("codex")], [["codex"]], "codex"],
    ["that of several owners, in whatever order", [path("codex", "claude")], [["claude", "codex"]], "claude or codex"],
    ["moved between owners", [path("codex"), path("claude")], [["claude"], ["codex"]], "claude and codex"],
    ["moved away from everybody", [path(), path("codex")], [["codex"]], "codex"],
    ["moved within one lane", [path("b", "a"), path("a", "b")], [["a", "b"]], "a or b"],
    ["moved to where the same owner is enough", [path("a", "b"), path("a")], [["a"]], "a"],
    ["moved from there", [path("a"), path("a", "b")], [["a"]], "a"],
  ])("is %s", (_what, paths, owners, name) => {
    const lane = laneAcross(paths);
    expect(lane).toEqual({ owners, packs: [] });
    expect(laneName(lane)).toBe(name);
  });

  it("has the packs of both paths, each once", () => {
    const lane = laneAcross([
      { owners: ["codex"], pack: "b" },
      { owners: ["codex"], pack: "a" },
    ]);
    expect(laneName(lane)).toBe("codex, pack a, pack b");
    expect(laneAcross([lane, lane].map(() => ({ owners: [], pack: "a" }))).packs).toEqual(["a"]);
  });

  it("is nobody's without any path", () => {
    expect(laneAcross([])).toEqual(nobodys);
  });
});
