import { describe, expect, it } from "@jest/globals";
import {
  codeownersLimit,
  codeownersRuleFor,
  parseCodeowners,
  type ReadCodeowners,
} from "../../../src/formats/ownership/codeowners.ts";

function read(text: string): ReadCodeowners {
  return parseCodeowners(new TextEncoder().encode(text));
}

function ownersOf(text: string, path: string): readonly string[] | undefined {
  const parsed = read(text);
  return parsed.kind === "rules" ? codeownersRuleFor(parsed.rules, path)?.owners : undefined;
}

const example = `# Everything
*       @global-owner1 @global-owner2
*.js    @js-owner #This is an inline comment.
*.go docs@example.com
*.txt @octo-org/octocats

/build/logs/ @doctocat
docs/*  docs@example.com
apps/ @octocat
/docs/ @doctocat
/apps/ @octocat
/apps/github
`;

describe("codeownersRuleFor", () => {
  it.each([
    ["README.md", ["@global-owner1", "@global-owner2"]],
    ["src/a.js", ["@js-owner"]],
    ["cmd/main.go", ["docs@example.com"]],
    ["notes/a.txt", ["@octo-org/octocats"]],
    ["build/logs/a.txt", ["@doctocat"]],
    ["x/apps/a.js", ["@octocat"]],
    ["docs/a.md", ["@doctocat"]],
    ["apps/a.go", ["@octocat"]],
  ])("%s belongs to %j", (path, owners) => expect(ownersOf(example, path)).toEqual(owners));

  it("tells a line without owners from no line at all", () => {
    expect(ownersOf(example, "apps/github/a.go")).toEqual([]);
    expect(ownersOf("/src/ @a", "docs/a.md")).toBeUndefined();
  });

  it("lets the last matching line count, whatever matches more exactly", () => {
    expect(ownersOf("/src/a.ts @one\n* @two", "src/a.ts")).toEqual(["@two"]);
  });
});

describe("parseCodeowners", () => {
  it("passes over lines with invalid syntax, with their numbers", () => {
    const text = "* @a\n!b @a\n***/c.rb @monalisa\n\\#d @a\ne nobody\n/f @b @-c\r\n/g @d\n";
    expect(read(text)).toMatchObject({
      rules: [{ line: 1 }, { line: 7 }],
      problems: [
        { line: 2, what: expect.stringContaining("negated") },
        { line: 3, what: expect.stringContaining("Three asterisks") },
        { line: 4, what: expect.stringContaining("no way") },
        { line: 5, what: expect.stringContaining('"nobody" is no owner') },
        { line: 6, what: expect.stringContaining('"@-c" is no owner') },
      ],
    });
  });

  it("reads spaces that a backslash stands before, tabs, and comments behind owners", () => {
    expect(read("/a\\ b\t@x\t @o/t # @y\n  # only a comment\n")).toMatchObject({
      rules: [{ line: 1, pattern: { text: "/a\\ b", exactPath: "a b" }, owners: ["@x", "@o/t"] }],
      problems: [],
    });
  });

  it("does not load what GitHub does not load", () => {
    expect(parseCodeowners(new Uint8Array(codeownersLimit).fill(10))).toEqual({
      kind: "too-large",
      bytes: codeownersLimit,
    });
    expect(parseCodeowners(new Uint8Array(codeownersLimit - 1).fill(10))).toMatchObject({ kind: "rules", rules: [] });
    expect(parseCodeowners(Uint8Array.of(0xff))).toEqual({ kind: "not-utf-8" });
  });

  it("tells at most 50 problems", () => {
    const parsed = read("!a @b\n".repeat(60));
    expect(parsed.kind === "rules" ? parsed.problems : []).toHaveLength(50);
  });
});
