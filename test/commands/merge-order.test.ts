import { describe, expect, it } from "@jest/globals";
import type { Situation } from "../../src/commands/situation.ts";
import { outcome, situation } from "./support.ts";

function asked(mergeOrder: readonly number[] | undefined) {
  const judged = { headSha: "abcdef0123", findings: [], mergeOrder };
  const place: Situation["place"] = {
    number: 3,
    pullRequest: { open: true, author: undefined, agent: undefined, judged },
  };
  return outcome(situation("nobody", [], { place }), "/merge-order");
}

describe("/merge-order", () => {
  it("reads out what the last judgement suggests", () => {
    const says = "Merge #5, #3, #4, in this order. It is a suggestion, as of the last judgement.";
    expect(asked([5, 3, 4])).toEqual({ says, effects: [], refused: false });
  });

  it("says that any order will do where it meets nobody", () => {
    expect(asked([3]).says).toBe("It meets no other pull request closely, so any order will do.");
  });

  it("does not guess before others were looked for, nor in an issue", () => {
    expect(asked(undefined)).toMatchObject({ refused: true, says: expect.stringContaining("not been held") });
    const place = { number: 3, pullRequest: undefined };
    expect(outcome(situation("nobody", [], { place }), "/merge-order")).toMatchObject({ refused: true });
  });
});
