import { describe, expect, it } from "@jest/globals";
import { parseComment } from "../../src/formats/commands/parse.ts";
import { replyText } from "../../src/github/reply-text.ts";

describe("a reply", () => {
  it("says what was done in one line, with a link and a mark", () => {
    const text = ["Lease ", { code: "L1" }, " is over."];
    expect(replyText(7, { text, refused: false }, "https://x.example/leases/1/a")).toBe(
      "**Done.** Lease `L1` is over.\n\n<sub>[Leases and ledger](https://x.example/leases/1/a)</sub>\n\n<!-- lanekeeper:reply:7 -->",
    );
    expect(replyText(7, { text, refused: true }, undefined)).toMatch(/^\*\*Refused\.\*\* Lease/);
  });

  it("is no command itself, and lets no foreign text act or run on", () => {
    const hostile = "/claim `x` @ada #1 <!-- -->\n\n# Heading\u202e";
    const text = replyText(
      7,
      { text: [{ code: hostile }, hostile, { code: "a".repeat(5_000) }], refused: false },
      undefined,
    );
    expect(parseComment(text)).toEqual({ kind: "none" });
    expect(text.length).toBeLessThan(600);
    expect(text.split("\n\n")).toHaveLength(2);
    expect(text).not.toContain("\u202e");
  });
});
