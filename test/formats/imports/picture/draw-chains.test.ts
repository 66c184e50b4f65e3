import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { drawBrokenChains } from "../../../../src/formats/imports/graph/picture/draw-chains.ts";
import { hostileNames } from "./sample-views.ts";

const arrowsOf = (text: string) => text.match(/^ {2}n\d+ --> n\d+$/gm)?.length ?? 0;

describe("the picture of broken chains", () => {
  it("looks like this", () => {
    const golden = readFileSync(new URL("fixtures/chains.mmd", import.meta.url), "utf8");
    const chains = [
      ["lukhas.api.users", "candidate.dreams"],
      ["lukhas.api.teams", "lukhas.shared_names", "candidate.dreams"],
      ["lukhas.api.users", "lukhas.shared_names", "candidate.dreams"],
    ];
    expect(drawBrokenChains(chains)).toBe(golden);
  });

  it("is empty where there is nothing to draw", () => {
    expect(drawBrokenChains([])).toBe("");
    expect(drawBrokenChains([["alone"]])).toBe("");
  });

  it("has at most twelve chains", () => {
    const drawn = drawBrokenChains(Array.from({ length: 13 }, (_, index) => [`a${index}`, "b"]));
    expect(arrowsOf(drawn)).toBe(12);
    expect(drawn).toContain('more["1 more chain is not drawn."]');
  });

  it("has at most forty arrows, and a long chain keeps no short one out", () => {
    const long = (name: string) => Array.from({ length: 31 }, (_, index) => `${name}${index}`);
    const drawn = drawBrokenChains([long("a"), long("b"), ["c", "d"]]);
    expect(arrowsOf(drawn)).toBe(31);
    expect(drawn).toContain('["c"]');
    expect(arrowsOf(drawBrokenChains([Array.from({ length: 42 }, (_, index) => `x${index}`)]))).toBe(0);
  });

  it("lets no name act", () => {
    const drawn = drawBrokenChains(hostileNames.slice(1).map((name, index) => [hostileNames[index] ?? "", name]));
    const harmless =
      /^(flowchart LR| {2}%% [\w .]+| {2}\w+\["[\p{L}\p{N}\p{M} .,;#…_-]*"\]| {2}n\d+ --> n\d+| {2}(classDef|class|style) [\w,:#-]+ [\w,:#-]+)$/u;
    expect(
      drawn
        .trimEnd()
        .split("\n")
        .filter((line) => !harmless.test(line)),
    ).toEqual([]);
    expect(drawn.length).toBeLessThan(20_000);
  });
});
