import { describe, expect, it } from "@jest/globals";
import type { Notice } from "../../src/core/notice.ts";
import type { NoticeIssue } from "../../src/core/notice-store.ts";
import { chooseNotices, mostIssues } from "../../src/github/choose-notices.ts";
import { noticeId } from "../../src/github/notice-text.ts";

function notice(key: string, title = key): Notice {
  return { key, title, what: "", why: "", fix: "" };
}

function issueOf(key: string, issue: number, open = true): NoticeIssue {
  return { gate: "g", notice: noticeId(key), issue, digest: "d", open };
}

const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `k${from + index}`);
const chosenKeys = (notices: readonly Notice[], known: readonly NoticeIssue[] = []) =>
  chooseNotices(notices, known).chosen.map(({ notice: { key } }) => key);

describe("chosen notices", () => {
  it("are those of the gate in its order, each key once", () => {
    expect(chosenKeys([notice("b"), notice("a"), notice("b", "again")])).toEqual(["b", "a"]);
    expect(chosenKeys([])).toEqual([]);
  });

  it("know their issues, open or closed, and no others", () => {
    const { chosen } = chooseNotices(
      [notice("a"), notice("b"), notice("c")],
      [issueOf("b", 4, false), issueOf("x", 5)],
    );
    expect(chosen.map(({ known }) => known?.issue)).toEqual([undefined, 4, undefined]);
  });

  it("are ten at most, of which the last names the others", () => {
    const exactly = chooseNotices(
      keys(0, mostIssues).map((key) => notice(key)),
      [],
    );
    expect(exactly.chosen.flatMap(({ others }) => others)).toEqual([]);
    const { chosen, all } = chooseNotices(
      keys(0, 12).map((key) => notice(key)),
      [],
    );
    expect(chosen.map(({ notice: { key } }) => key)).toEqual(keys(0, 10));
    expect(chosen.map(({ others }) => others.map(({ key }) => key))).toEqual([
      ...Array.from({ length: 9 }, () => []),
      ["k10", "k11"],
    ]);
    expect(all.size).toBe(12);
  });

  it("keep their issue when a more important one comes, also in the order of their issues", () => {
    const known = keys(0, 10).map((key, index) => issueOf(key, 100 - index));
    const notices = [notice("urgent"), ...keys(0, 10).map((key) => notice(key))];
    const { chosen } = chooseNotices(notices, known);
    expect(chosen.map(({ notice: { key } }) => key)).toEqual(keys(0, 10).toReversed());
    expect(chosen.at(-1)?.others.map(({ key }) => key)).toEqual(["urgent"]);
  });
});
