import { describe, expect, it } from "@jest/globals";
import type { NoticeIssue, NoticeStore, WatchedRepository } from "../../src/core/notice-store.ts";

const watched: WatchedRepository = {
  installationId: 5,
  repositoryId: 7,
  defaultBranch: "main",
  wishedAt: 0,
  listed: false,
  refusal: "",
};
const issue: NoticeIssue = { gate: "bench", notice: "a", issue: 12, digest: "d", open: true };

/** What every store of notices must do. `open` gives a new, empty one. */
export function noticesSuite(open: () => Promise<NoticeStore>): void {
  describe("watched repositories", () => {
    it("are kept as they were saved last, by installation", async () => {
      const store = await open();
      expect(await store.watchedRepository(7)).toBeUndefined();
      await store.saveWatchedRepository(watched);
      await store.saveWatchedRepository({ ...watched, repositoryId: 8, installationId: 6 });
      const saved = { ...watched, wishedAt: 1_795_601_744_960, listed: true, refusal: "No.", defaultBranch: "trunk" };
      await store.saveWatchedRepository(saved);
      expect(await store.watchedRepository(7)).toEqual(saved);
      expect(await store.watchedRepositories(5)).toEqual([saved]);
      expect(await store.watchedRepositories(9)).toEqual([]);
    });

    it("change in what is given, and in nothing else", async () => {
      const store = await open();
      await store.saveWatchedRepository(watched);
      await store.changeWatchedRepository(7, { listed: true });
      await store.changeWatchedRepository(7, { wishedAt: 3, defaultBranch: "trunk", installationId: 6 });
      await store.changeWatchedRepository(7, { refusal: "No." });
      await store.changeWatchedRepository(8, { listed: true });
      const changed = { repositoryId: 7, installationId: 6, defaultBranch: "trunk", wishedAt: 3 };
      expect(await store.watchedRepository(7)).toEqual({ ...changed, listed: true, refusal: "No." });
      await store.changeWatchedRepository(7, { listed: false, refusal: "" });
      expect(await store.watchedRepository(7)).toEqual({ ...changed, listed: false, refusal: "" });
      expect(await store.watchedRepository(8)).toBeUndefined();
    });
  });

  it("keeps one issue a notice, also while its number is not known", async () => {
    const store = await open();
    await store.saveNoticeIssue(7, { ...issue, issue: undefined, digest: "" });
    expect(await store.noticeIssues(7)).toEqual([{ ...issue, issue: undefined, digest: "" }]);
    await store.saveNoticeIssue(7, issue);
    const closed = { ...issue, notice: "b", issue: 40_000_000_001, open: false };
    await store.saveNoticeIssue(7, closed);
    await store.saveNoticeIssue(7, { ...issue, gate: "keys" });
    await store.saveNoticeIssue(8, { ...issue, issue: 1 });
    expect(await store.noticeIssues(7)).toEqual([issue, closed, { ...issue, gate: "keys" }]);
    await store.forgetNoticeIssue(7, "bench", "a");
    expect(await store.noticeIssues(7)).toEqual([closed, { ...issue, gate: "keys" }]);
    expect(await store.noticeIssues(8)).toEqual([{ ...issue, issue: 1 }]);
  });
}
