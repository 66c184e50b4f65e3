import { expect, it } from "@jest/globals";
import type { OverlapComment, OverlapCommentStore } from "../../src/core/overlap-comment-store.ts";

const comment: OverlapComment = {
  comment: 12,
  pending: false,
  digest: "d",
  createdAt: 1_795_601_744_960,
  open: true,
  blocked: true,
  partners: [130, 7],
};

/** What every store of comments about overlaps must do. `open` gives a new, empty one. */
export function overlapCommentsSuite(open: () => Promise<OverlapCommentStore>): void {
  it("keeps what is known of one comment a pull request, as it was saved last", async () => {
    const store = await open();
    expect(await store.overlapComment(7, 1)).toBeUndefined();
    await store.saveOverlapComment(7, 1, comment);
    await store.saveOverlapComment(7, 2, { ...comment, comment: 40_000_000_001 });
    await store.saveOverlapComment(8, 1, comment);
    const saved = {
      ...comment,
      comment: undefined,
      pending: true,
      digest: "",
      open: false,
      blocked: false,
      partners: [],
    };
    await store.saveOverlapComment(7, 1, saved);
    expect(await store.overlapComment(7, 1)).toEqual(saved);
    expect(await store.overlapComment(7, 2)).toEqual({ ...comment, comment: 40_000_000_001 });
    expect(await store.overlapComment(8, 1)).toEqual(comment);
  });

  it("remembers where somebody has asked for a comment, whether or not there is one", async () => {
    const store = await open();
    await store.askForOverlapComment(7, 1);
    await store.askForOverlapComment(7, 1);
    expect(await store.isOverlapCommentAsked(7, 1)).toBe(true);
    expect(await store.isOverlapCommentAsked(7, 2)).toBe(false);
    await store.saveOverlapComment(7, 1, comment);
    expect(await store.isOverlapCommentAsked(7, 1)).toBe(true);
  });
}
