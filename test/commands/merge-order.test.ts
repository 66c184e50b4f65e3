import { describe, expect, it } from "@jest/globals";
import { mergeOrder } from "../../src/commands/merge-order.ts";
import type { SuggestedOrder } from "../../src/commands/situation.ts";
import { replyText } from "../../src/github/reply-text.ts";
import { outcome, situation } from "./support.ts";

const order: SuggestedOrder = {
  baseRef: "main",
  together: [5, 3],
  later: [],
  leftOut: [],
  pairs: { judged: 1, total: 1 },
  isCut: false,
};
const says = (changed: Partial<SuggestedOrder> = {}) =>
  outcome(situation("nobody", [], { mergeOrder: { ...order, ...changed } }), "/merge-order").says;

describe("/merge-order", () => {
  it("tells who is merged one after another, and nothing that is not so", () => {
    expect(says()).toBe("Into main, in this order: #5, #3.");
  });

  it("tells who has to be rebased, who was left out, and what was not tried", () => {
    const text = says({ later: [8], leftOut: [9, 10], pairs: { judged: 2, total: 7 }, isCut: true });
    expect(text).toContain("To be rebased then, since they collide with one of these or with the branch: #8.");
    expect(text).toContain("Too large, or not read in time: #9, #10.");
    expect(text).toContain("Only 2 of 7 pairs were merged for a try.");
    expect(text).toContain("There are more; these were touched last.");
    expect(says({ together: [], later: [5] })).toMatch(
      /^No open pull request against main can be merged as it is\. To be/,
    );
  });

  it("changes nothing, and is refused where nobody can tell", () => {
    expect(outcome(situation("nobody", [], { mergeOrder: order }), "/merge-order").effects).toEqual([]);
    const unknown = outcome(situation("nobody"), "/merge-order");
    expect(unknown).toMatchObject({ refused: true, says: expect.stringContaining("cannot be compared now") });
    const inIssue = situation("admin", [], { place: { number: 8, pullRequest: undefined }, mergeOrder: order });
    expect(outcome(inIssue, "/merge-order")).toMatchObject({ refused: true, says: "This is no pull request." });
  });

  it("shows numbers and the branch as code, whatever the branch is called", () => {
    const { reply } = mergeOrder(
      situation("nobody", [], { mergeOrder: { ...order, baseRef: "x`@claude`<b>", together: Array(50).fill(12) } }),
    );
    const text = replyText(1, { text: reply, refused: false }, undefined);
    expect(text).toContain("``x`@claude`<b>``");
    expect(text.match(/`#12`/g)).toHaveLength(50);
  });
});
