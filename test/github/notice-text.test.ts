import { describe, expect, it } from "@jest/globals";
import type { Notice } from "../../src/core/notice.ts";
import { hasEnding, issueText, noticeId, placeOfIssue, withEnding } from "../../src/github/notice-text.ts";

const place = { repositoryId: 7, gate: "benchmarks", notice: noticeId("sort@c1") };
const notice: Notice = {
  key: "sort@c1",
  title: "sort is slower since c1",
  what: "It takes 12 ms and took 10 ms.",
  why: "Everybody waits longer.",
  fix: "Look at the commits.",
  tables: [{ title: "Steps", columns: ["commit", "ms"], rows: [["c1", "12"]] }],
};

function tableOf(title: string, rows: number) {
  return { title, columns: ["a"], rows: Array.from({ length: rows }, () => ["x".repeat(100)]) };
}

describe("the issue of a notice", () => {
  it("has its mark, its texts, its tables and who says it", () => {
    const { title, body } = issueText(place, notice, "main");
    expect(title).toBe("sort is slower since c1");
    expect(body.split("\n\n")).toEqual([
      `<!-- lanekeeper-notice 7 benchmarks ${place.notice} -->`,
      "**What:** It takes 12 ms and took 10 ms.",
      "**Why:** Everybody waits longer.",
      "**Fix:** Look at the commits.",
      "### Steps",
      "| commit | ms |\n|---|---|\n| c1 | 12 |",
      "---",
      expect.stringContaining("Lanekeeper's gate `benchmarks` says this about `main`."),
    ]);
    expect(placeOfIssue(body)).toEqual(place);
  });

  it.each(["<", "`", "|", "\u202e", "🐢", "\\"])("never is longer than GitHub takes, be it all %j", (character) => {
    const long = character.repeat(100_000);
    const others = Array.from({ length: 2_000 }, () => ({ ...notice, title: long }));
    const written = { key: "k", title: long, what: long, why: long, fix: long };
    const { title, body } = issueText(place, written, long, others);
    const ended = withEnding(body, "gone", { branch: long, today: "2027-01-31" });
    expect([title.length <= 256, hasEnding(ended), ended.length <= 65_536]).toEqual([true, true, true]);
    expect(body.isWellFormed()).toBe(true);
  });

  it("leaves whole tables out where there is no room, and says so", () => {
    const long = "<".repeat(100_000);
    const tables = [tableOf("Small", 3), tableOf("Large", 1_000), tableOf("Also small", 3)];
    const others = Array.from({ length: 200 }, () => ({ ...notice, title: long }));
    const { body } = issueText(
      place,
      { key: "k", title: long, what: long, why: long, fix: long, tables },
      long,
      others,
    );
    expect(body).toContain("### Small");
    expect(body).toContain("### Also small");
    expect(body).not.toContain("### Large");
    expect(body).toContain("Some tables are too long to be shown here.");
    expect(body).toMatch(/\n- and \d+ more\n/);
    expect(issueText(place, { ...notice, tables: [tableOf("Small", 3)] }, "main").body).not.toContain("too long");
  });

  it("has a title even for a notice that forgot it, and no half characters", () => {
    expect(issueText(place, { ...notice, title: " \n " }, "main").title).toBe("Something to look at");
    const { title } = issueText(place, { ...notice, title: `${"x".repeat(254)}🐢🐢` }, "main");
    expect(title.isWellFormed()).toBe(true);
  });
});

describe("the mark", () => {
  const { body } = issueText(place, notice, "main");

  it.each([
    ["behind other text", `Look:\n${body}`],
    ["behind a blank", ` ${body}`],
    ["of a digest that is none", body.replace(place.notice, "0".repeat(39))],
    ["of a gate that is none", body.replace("benchmarks", "Bench marks")],
    ["with more in it", body.replace(" -->", " x -->")],
    ["that is missing", "Nothing."],
  ])("counts for nothing %s", (_, text) => {
    expect(placeOfIssue(text)).toBeUndefined();
  });

  it("counts after somebody has edited the issue on the web", () => {
    expect(placeOfIssue(body.replaceAll("\n", "\r\n"))).toEqual(place);
  });
});

describe("the last line of a closed issue", () => {
  const about = { branch: "main", today: "2027-01-31" };

  it("says when and why, and that Lanekeeper has closed it", () => {
    const { body } = issueText(place, notice, "main");
    expect(hasEnding(body)).toBe(false);
    for (const ending of ["gone", "unwatched"] as const) {
      const ended = withEnding(body, ending, about);
      expect(ended.startsWith(body)).toBe(true);
      expect(ended.slice(body.length)).toMatch(/^\n\n\*\*Closed on 2027-01-31: .*`main`.*\.\*\*$/);
      expect(hasEnding(ended)).toBe(true);
    }
  });

  it("is left out where there is no room, and always has room behind our own text", () => {
    const full = "x".repeat(65_536);
    expect(withEnding(full, "gone", about)).toBe(full);
    const others = Array.from({ length: 200 }, () => ({ ...notice, title: "<".repeat(1_000) }));
    const { body } = issueText(place, { ...notice, tables: [tableOf("Full", 250)] }, "b".repeat(1_000), others);
    expect(hasEnding(withEnding(body, "gone", { ...about, branch: "b".repeat(1_000) }))).toBe(true);
  });
});
