import { describe, expect, it } from "@jest/globals";
import { orderHeads } from "../../../../src/gates/ownership/overlap/order-heads.ts";
import type { Standing } from "../../../../src/gates/ownership/overlap/yields.ts";
import { head } from "./heads.ts";

const both = { aThenB: "conflict", bThenA: "conflict" } as const;

function standing(ref: string, more: Partial<Standing> = {}): Standing {
  return { ref, stuck: false, changedLines: 1, number: Number(ref), ...more };
}

describe("an order of heads", () => {
  it("has whoever waits behind the other, and others by their standing", () => {
    const met = [{ a: "1", b: "3", level: "textual", orders: both, yields: "1" }] as const;
    const heads = ["1", "2", "3"].map((ref) => head(ref, []));
    const standings = ["3", "2", "1"].map((ref) => standing(ref));
    expect(orderHeads(standings, heads, met)).toEqual({ together: ["3", "2"], later: ["1"] });
  });

  it("has nobody wait for touching lines, and minds what is known of further pairs", () => {
    const heads = ["1", "2", "3"].map((ref) => head(ref, []));
    const standings = ["1", "2", "3"].map((ref) => standing(ref));
    const clean = { aThenB: "clean", bThenA: "clean" } as const;
    const met = [{ a: "1", b: "2", level: "hunk", orders: clean, yields: "1" }] as const;
    expect(orderHeads(standings, heads, met)).toEqual({ together: ["1", "2", "3"], later: [] });
    expect(orderHeads(standings, heads, met, [{ a: "2", b: "3", orders: both }])).toEqual({
      together: ["1", "2"],
      later: ["3"],
    });
  });

  it("has last who cannot be merged alone, whoever waits for it", () => {
    const met = [{ a: "1", b: "2", level: "textual", orders: both, yields: "2" }] as const;
    const heads = [head("1", [], { alone: "conflict" }), head("2", []), head("3", [])];
    const standings = [standing("1", { stuck: true }), standing("2"), standing("3")];
    expect(orderHeads(standings, heads, met)).toEqual({ together: ["3"], later: ["2", "1"] });
  });
});
