import { describe, expect, it } from "@jest/globals";
import { codeBlock, escapeMarkdown, inlineCode } from "../../src/github/markdown.ts";

const joiner = "\u2060";

describe("escapeMarkdown", () => {
  it.each([
    ["plain words stay", "3 files, 20 lines.", "3 files, 20 lines."],
    ["emphasis", "a *b* _c_", "a \\*b\\* \\_c\\_"],
    ["links", "[x](http://e.vil)", `\\[x\\](http${joiner}://e.vil)`],
    ["html", "<img src=x>", "&lt;img src=x\\>"],
    ["entities", "&lt;", "\\&lt;"],
    ["table cells", "a|b", "a\\|b"],
    ["mentions", "@acme/admins", `@${joiner}acme/admins`],
    ["issue references", "#12 and GH-12", `#${joiner}12 and GH-${joiner}12`],
    ["bare addresses", "see www.e.vil", `see www${joiner}.e.vil`],
    ["commit ids", "deadbee1", `d${joiner}eadbee1`],
    ["numbers", "1000000 lines", "1000000 lines"],
    ["line breaks", "a\n\n# b", "a # b"],
    ["bidirectional overrides", "a\u202Eb", "a\\\\u{202e}b"],
    ["backslashes", "a\\*b", "a\\\\\\*b"],
  ])("%s", (_name, text, expected) => {
    expect(escapeMarkdown(text)).toBe(expected);
  });
});

describe("code", () => {
  it("is fenced by more backticks than it holds", () => {
    expect(inlineCode("a`b``c")).toBe("```a`b``c```");
    expect(inlineCode("`")).toBe("`` ` ``");
    expect(codeBlock(["````", "x"])).toBe("`````text\n````\nx\n`````");
  });

  it("cannot end a table cell", () => {
    expect(inlineCode("a|b")).toBe("`a\\|b`");
  });
});
