import { describe, expect, it } from "@jest/globals";
import {
  maxPatternLength,
  namesOf,
  objectionTo,
  patternOfFile,
  readPattern,
} from "../../../src/formats/ownership/pattern.ts";

function matches(text: string, path: string): boolean {
  const read = readPattern(text);
  if (read.kind === "objection") throw new Error(read.because);
  return read.pattern.matches(namesOf(path));
}

/** A pattern, the paths that it means, and paths that it does not mean. */
type Row = readonly [pattern: string, means: readonly string[], not: readonly string[]];

/** The examples of GitHub's page about code owners. */
const documented: readonly Row[] = [
  ["*", ["a", "src/a.js", ".github/x", "a/b/c/d"], []],
  ["*.js", ["a.js", "src/a.js", "a/b/c.js"], ["a.jsx", "a.js.map", "js", "src/js/a.ts"]],
  ["*.go", ["main.go", "cmd/x/main.go"], ["main.gox", "go.mod"]],
  ["*.txt", ["a.txt", "docs/a.txt"], ["a.TXT", "txt"]],
  [
    "/build/logs/",
    ["build/logs/a", "build/logs/a/b"],
    ["build/logs", "x/build/logs/a", "build/log/a", "build/logs2/a"],
  ],
  ["docs/*", ["docs/getting-started.md", "docs/a"], ["docs/build-app/troubleshooting.md", "a/docs/b", "docs"]],
  ["apps/", ["apps/a", "apps/a/b", "x/apps/a", "x/y/apps/z/a"], ["apps", "myapps/a", "apps2/a"]],
  ["/docs/", ["docs/a", "docs/a/b.md"], ["docs", "x/docs/a", "documents/a"]],
  ["/scripts/", ["scripts/a.sh", "scripts/x/a.sh"], ["scripts", "lib/scripts/a.sh"]],
  ["**/logs", ["logs", "build/logs/a", "scripts/logs", "deeply/nested/logs/x"], ["logs2/a", "a/mylogs", "Logs/a"]],
  ["/apps/github", ["apps/github", "apps/github/a", "apps/github/a/b"], ["apps/github2", "x/apps/github", "apps/a"]],
];

/** Anchoring: a slash at the beginning or inside ties a pattern to the top; without one it may be at any depth. */
const anchored: readonly Row[] = [
  ["foo", ["foo", "foo/a", "x/foo", "x/foo/a"], ["foo.txt", "x/foo.txt", "food/a", "afoo"]],
  ["/foo", ["foo", "foo/a", "foo/a/b"], ["x/foo", "foo.txt", "x/foo/a"]],
  ["foo/bar", ["foo/bar", "foo/bar/a"], ["x/foo/bar", "foo/bart", "foo", "foo/x/bar"]],
  ["/foo/bar", ["foo/bar", "foo/bar/a"], ["x/foo/bar", "foo/barn/a"]],
  ["foo/bar/", ["foo/bar/a", "foo/bar/a/b"], ["foo/bar", "x/foo/bar/a"]],
  ["foo/", ["foo/a", "x/foo/a", "x/foo/a/b"], ["foo", "x/foo"]],
  ["/*", ["a", "README.md", ".gitignore"], ["a/b", "docs/a.md"]],
  ["/*/", ["a/b", "a/b/c"], ["a"]],
  ["/*.md", ["README.md", "a.md/inside"], ["docs/a.md"]],
  ["package.json", ["package.json", "web/package.json", "a/b/package.json"], ["package.json5", "package-lock.json"]],
  ["/package.json", ["package.json"], ["web/package.json"]],
  [".github/", [".github/workflows/ci.yml", "x/.github/a"], [".github", ".githubx/a"]],
];

/** One asterisk and a question mark stay inside a name; two asterisks stand for any folders, none among them. */
const wildcards: readonly Row[] = [
  ["f*", ["f", "foo", "x/foo", "foo/a", "x/foo/a/b"], ["xfoo", "a/xf"]],
  ["/f*", ["foo", "foo/a"], ["x/foo", "xfoo"]],
  ["f*/", ["foo/a", "x/foo/a"], ["foo", "x/foo"]],
  ["*test*", ["test", "mytest.py", "a/tests/b"], ["tes", "t/est"]],
  ["foo/*.txt", ["foo/a.txt", "foo/.txt"], ["foo/a/b.txt", "x/foo/a.txt", "foo/a.text"]],
  ["foo/*/baz", ["foo/a/baz", "foo/a/baz/x"], ["foo/baz", "foo/a/b/baz", "foo/a"]],
  ["foo/*/", ["foo/a/b", "foo/a/b/c"], ["foo/a", "foo"]],
  ["f?o", ["foo", "fxo", "a/f.o"], ["fo", "fooo", "f/o"]],
  ["?", ["a", "x/b", "é", "😀"], ["ab", ""]],
  ["a*b*c", ["abc", "axxbyyc", "aabbcc"], ["ab", "acb", "abcd"]],
  ["**", ["a", "a/b", "a/b/c"], []],
  ["/**", ["a", "a/b/c"], []],
  ["**/foo/bar", ["foo/bar", "x/foo/bar", "x/y/foo/bar/z"], ["foo/x/bar", "x/foo/y/bar"]],
  ["**/*bar*", ["bar", "x/rebar", "x/y/barrio", "bar/x"], ["ba", "x/ba/r"]],
  ["foo/**", ["foo/a", "foo/a/b"], ["foo", "x/foo/a"]],
  ["/foo/**", ["foo/a", "foo/a/b"], ["foo", "x/foo/a", "food/a"]],
  ["foo/**/", ["foo/a", "foo/a/b"], ["foo"]],
  ["foo/**/bar", ["foo/bar", "foo/a/bar", "foo/a/b/bar", "foo/bar/x"], ["x/foo/bar", "foobar", "foo/a/bart"]],
  ["foo/**/bar/b*", ["foo/bar/baz", "foo/x/bar/b", "foo/bar/b/x"], ["foo/bar", "foo/bar/qux", "foo/x/bar/q"]],
  ["**/__init__.py", ["__init__.py", "a/__init__.py", "a/b/__init__.py"], ["a/__init__.pyi", "a/x__init__.py"]],
  ["**/a/**/b/**", ["a/b/x", "x/a/y/z/b/w"], ["a/b", "x/a/y"]],
  ["a/**/**/b", ["a/b", "a/x/b", "a/x/y/b"], ["ab"]],
  ["**/*/x", ["a/x", "a/b/x", "a/x/y"], ["x"]],
  ["foo**bar", ["foobar", "fooxbar", "x/fooxxbar"], ["foo/bar", "foo/x/bar"]],
];

/** What other tools read as syntax stands for itself, and case counts. */
const literal: readonly Row[] = [
  ["a[bc].js", ["a[bc].js", "x/a[bc].js"], ["ab.js", "ac.js"]],
  ["[a-z]", ["[a-z]"], ["b"]],
  ["{a,b}.js", ["{a,b}.js"], ["a.js", "b.js"]],
  ["a+b", ["a+b"], ["aab"]],
  ["a.b", ["a.b"], ["axb"]],
  ["(x|y)$", ["(x|y)$"], ["x", "y"]],
  ["^a", ["^a"], ["a"]],
  ["README", ["README", "docs/README"], ["readme", "Readme", "README.md"]],
  ["/Docs/", ["Docs/a"], ["docs/a", "DOCS/a"]],
  ["a!b", ["a!b"], ["a"]],
  ["a#b", ["a#b"], ["a"]],
  ["/#a", ["#a"], ["a", "x/#a"]],
  ["f\\*o", ["f*o"], ["foo", "fo"]],
  ["f\\?o", ["f?o"], ["foo"]],
  ["a\\ b", ["a b", "x/a b/c"], ["a\\ b", "ab"]],
  ["a\\\\b", ["a\\b"], ["a\\\\b", "ab"]],
  ["/\\!a", ["!a"], ["a"]],
  ["é", ["é"], ["e", "É"]],
  ["日本/*", ["日本/語"], ["日本/語/x"]],
  ["a b", ["a b"], ["a", "b"]],
  ["./a", [], ["a"]],
  ["../a", [], ["a"]],
  ["a//b", [], ["a/b", "a/x/b"]],
  ["/", [], ["a", "a/b"]],
];

function casesOf(rows: readonly Row[]): readonly (readonly [string, string, boolean])[] {
  return rows.flatMap(([pattern, means, not]) => [
    ...means.map((path) => [pattern, path, true] as const),
    ...not.map((path) => [pattern, path, false] as const),
  ]);
}

const groups = { documented, anchored, wildcards, literal };

describe("readPattern", () => {
  it("is held against at least 150 pairs of pattern and path, of both kinds", () => {
    const cases = Object.values(groups).flatMap(casesOf);
    expect(new Set(cases.map(([pattern, path]) => `${pattern}\n${path}`)).size).toBe(cases.length);
    expect(cases.filter(([, , means]) => means).length).toBeGreaterThan(100);
    expect(cases.filter(([, , means]) => !means).length).toBeGreaterThan(100);
  });

  describe.each(Object.entries(groups))("%s", (_name, rows) => {
    it.each(casesOf(rows))("%s and %s: %s", (pattern, path, means) => {
      expect(matches(pattern, path)).toBe(means);
    });
  });

  it.each([
    ["nothing", "", "empty"],
    ["a negation", "!a", "exclude"],
    ["a comment", "#a", "comment"],
    ["an escaped comment", "\\#a", "no way"],
    ["three asterisks", "a/***/b", "Three asterisks"],
    ["a lone backslash", "a\\", "backslash"],
    ["three backslashes at the end", "a\\\\\\", "backslash"],
    ["too long a text", "a".repeat(maxPatternLength + 1), "500"],
  ])("refuses %s", (_what, text, because) => {
    expect(objectionTo(text)).toContain(because);
    expect(readPattern(text)).toMatchObject({ kind: "objection" });
  });

  it("takes an escaped backslash at the end, and the longest text", () => {
    expect(objectionTo("a\\\\")).toBeUndefined();
    expect(objectionTo("a".repeat(maxPatternLength))).toBeUndefined();
  });

  it("comes to an end where a regular expression would not", () => {
    expect(matches(`/${"*a".repeat(200)}b`, "a".repeat(4_000))).toBe(false);
    expect(matches(`${"**/a/".repeat(90)}b`, "a/".repeat(2_000).concat("c"))).toBe(false);
    expect(matches(`/${"*a".repeat(200)}`, "a".repeat(4_000))).toBe(true);
  });

  it.each([
    ["/a/b.ts", "a/b.ts"],
    ["a/b.ts", "a/b.ts"],
    ["/a", "a"],
    ["a", undefined],
    ["/a/", undefined],
    ["/a/*", undefined],
    ["/a?", undefined],
    ["**/a", undefined],
    ["/a\\*", "a*"],
  ])("knows the one path of %s: %s", (text, path) => {
    const read = readPattern(text);
    expect(read.kind === "pattern" ? read.pattern.exactPath : "").toBe(path);
  });
});

describe("patternOfFile", () => {
  it.each([
    ["setup.py", "/setup.py", ["lib/setup.py"]],
    ["src/a.ts", "src/a.ts", ["lib/src/a.ts"]],
    ["src/*", String.raw`src/\*`, ["src/a.ts"]],
    ["**", String.raw`/\*\*`, ["a", "src/a.ts"]],
    ["***", String.raw`/\*\*\*`, ["a"]],
    ["src/a?.ts", String.raw`src/a\?.ts`, ["src/ab.ts"]],
    [String.raw`src/\a`, String.raw`src/\\a`, ["src/a"]],
    ["#notes/a", "/#notes/a", ["a"]],
    ["!a/b", "/!a/b", ["a/b"]],
  ])("of %s means it, and nothing that its name would mean", (path, text, others) => {
    expect(patternOfFile(path)).toBe(text);
    expect([path, ...others].filter((each) => matches(text, each))).toEqual([path]);
  });
});
