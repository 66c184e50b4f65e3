import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { generatedFiles } from "../../../src/formats/git/attributes.ts";
import { effortOf } from "../../support/effort.ts";
import { plainGitEnvironment } from "../../support/git-repository.ts";

const paths = [
  "a.py",
  "b.pb.go",
  "src/a.py",
  "src/b.pb.go",
  "src/deep/a.py",
  "src/deep/er/b.pb.go",
  "src/gen/x.ts",
  "src/gen/y/z.ts",
  "gen/x.ts",
  ".hidden/a.py",
  "a b.txt",
  "ü.txt",
  "x#y.txt",
  "[a].txt",
  "q'uote.txt",
  "src/!x.txt",
  "package-lock.json",
  "web/package-lock.json",
];

type Case = readonly [string, Readonly<Record<string, string>>];
const top = (text: string) => ({ "": text });

const cases: readonly Case[] = [
  ["nothing", {}],
  ["a name at any depth", top("a.py linguist-generated\n")],
  ["an ending", top("*.pb.go linguist-generated=true\n")],
  ["a path from the top", top("src/a.py linguist-generated\n")],
  ["a slash at the front", top("/a.py linguist-generated\n")],
  ["one level", top("src/*.py linguist-generated\n")],
  ["all below", top("src/** linguist-generated\n")],
  ["folders between", top("src/**/*.go linguist-generated\n")],
  ["folders in front", top("**/gen/** linguist-generated\n")],
  ["a folder alone has no attributes", top("src/gen/ linguist-generated\nsrc/deep linguist-generated\n")],
  ["later lines win", top("*.py linguist-generated\nsrc/a.py -linguist-generated\n")],
  ["earlier lines lose", top("src/a.py -linguist-generated\n*.py linguist-generated\n")],
  ["unspecified again", top("*.py linguist-generated\nsrc/*.py !linguist-generated\n")],
  [
    "the last of a line wins",
    top("a.py -linguist-generated linguist-generated\nb.pb.go linguist-generated -linguist-generated\n"),
  ],
  [
    "deeper files win",
    { "": "*.py linguist-generated\n", src: "a.py -linguist-generated\n", "src/deep": "*.py linguist-generated\n" },
  ],
  ["a deeper file is about its folder", { src: "/a.py linguist-generated\ndeep/*.py linguist-generated\n" }],
  ["among other attributes", top("*.py text eol=lf linguist-generated diff=python\n")],
  ["a text", top("a.py linguist-generated=false\nb.pb.go linguist-generated=yes\n")],
  ["a longer name is another attribute", top("*.py linguist-generated-not\n*.ts xlinguist-generated\n")],
  ["comments and blanks", top("# *.py linguist-generated\n\n  \t*.go\tlinguist-generated  \r\n")],
  ["a comment is no end of line", top("a.py linguist-generated # why\n")],
  ["quotes", top('"a b.txt" linguist-generated\n"\\303\\274.txt" linguist-generated\n')],
  ["quotes without an end", top('"a b.txt linguist-generated\n')],
  ["no quotes around a blank", top("a b.txt linguist-generated\n")],
  ["classes", top("[ab].p[!x]* linguist-generated\n")],
  ["classes by name", top("[[:alpha:]].py linguist-generated\n")],
  ["brackets that are meant", top("\\[a\\].txt linguist-generated\n")],
  ["a question mark", top("src/?.py linguist-generated\n?.ts linguist-generated\n")],
  ["no braces", top("{a,b}.py linguist-generated\n*.{go,ts} linguist-generated\n")],
  ["no negative patterns", top("!*.py linguist-generated\n!x.txt linguist-generated\n")],
  ["a macro", top("[attr]made linguist-generated -diff\n*.go made\n")],
  ["a macro of a macro, defined later", top("*.go outer\n[attr]outer made\n[attr]made linguist-generated\n")],
  ["a macro that is taken back", top("[attr]made linguist-generated\n*.py made\nsrc/*.py -made\n")],
  ["a macro that marks nothing", top("[attr]hand -linguist-generated\n*.py linguist-generated\na.py hand\n")],
  [
    "what stands beside a macro",
    top("[attr]made linguist-generated\na.py -linguist-generated made\n*.go made -linguist-generated\n"),
  ],
  ["macros below the top do not count", { src: "[attr]made linguist-generated\n*.py made\n" }],
  ["a macro that uses itself", top("[attr]made made linguist-generated\na.py made\n")],
  ["macros with a value", top("[attr]made linguist-generated\na.py made=1\nb.pb.go made=\n")],
  [
    "a mistake in a line",
    top("*.py linguist-generated b@d\n*.go =x linguist-generated\n*.ts --x linguist-generated\n"),
  ],
  ["a star that crosses no folder", top("src/*/a.py linguist-generated\nsrc*/b.pb.go linguist-generated\n")],
  ["stars inside a name", top("src/d**p/*.py linguist-generated\n*pack**lock* linguist-generated\n")],
  ["a dot at the front", top("*/a.py linguist-generated\n.hid* linguist-generated\n")],
  ["a long line", top(`${"x".repeat(2_050)} linguist-generated\na.py ${"y ".repeat(1_100)}linguist-generated\n`)],
  ["a byte order mark", top("\uFEFFa.py linguist-generated\n")],
];

describe("generatedFiles", () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), "lanekeeper-attributes-"));
    git("init", "-q");
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  function git(...args: readonly string[]) {
    return spawnSync("git", args, { cwd: directory, env: plainGitEnvironment, input: paths.join("\0") });
  }

  /** What git itself says, with `linguist`'s reading of the value. */
  function markedByGit(files: Readonly<Record<string, string>>): readonly string[] {
    const written = Object.entries(files).map(([folder, text]) => ({
      path: join(directory, folder, ".gitattributes"),
      text,
    }));
    for (const { path, text } of written) {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
    const answer = git("check-attr", "-z", "--stdin", "linguist-generated").stdout.toString("utf8").split("\0");
    for (const { path } of written) rmSync(path);
    return paths.filter((_, index) => !["unset", "unspecified", "false"].includes(answer[index * 3 + 2] ?? ""));
  }

  it.each(cases)("marks what git says: %s", (_what, files) => {
    const isGenerated = generatedFiles({ texts: new Map(Object.entries(files)), unread: [] });
    expect(paths.filter(isGenerated)).toEqual(markedByGit(files));
  });

  it("marks nothing below a folder whose file nobody has read", () => {
    const texts = new Map([["", "* linguist-generated\n"]]);
    const isGenerated = generatedFiles({ texts, unread: ["src"] });
    expect(["a", "src2/a", "src/a", "src/deep/a"].filter(isGenerated)).toEqual(["a", "src2/a"]);
    expect(["a", "src/a"].filter(generatedFiles({ texts, unread: [""] }))).toEqual([]);
  });

  it.each<[string, number, readonly string[]]>([
    ["as many lines as are looked at", 5_000, ["a", "src/a"]],
    ["one line more", 5_001, ["a"]],
  ])("knows whether it has read a file to its end: %s", (_what, lines, marked) => {
    for (const end of ["\n", ""]) {
      const src = Array.from({ length: lines }, () => "b text").join("\n") + end;
      const texts = new Map([
        ["", "* linguist-generated\n"],
        ["src", src],
      ]);
      expect(["a", "src/a"].filter(generatedFiles({ texts, unread: [] }))).toEqual(marked);
    }
  });

  it("has a witness that tells files apart", () => {
    expect(markedByGit(top("*.py linguist-generated\n"))).toEqual([
      "a.py",
      "src/a.py",
      "src/deep/a.py",
      ".hidden/a.py",
    ]);
  });

  it.each([
    ["lines", `${"a*a*a*a*a*a*b linguist-generated\n".repeat(5_000)}`],
    ["stars", `${"*a".repeat(900)} linguist-generated\n`.repeat(50)],
    ["macros", `${Array.from({ length: 4_000 }, (_, index) => `[attr]m${index} m${index + 1}\n`).join("")}a* m0\n`],
    ["one line", "x".repeat(3_000_000)],
    ["quotes", `"${"\\".repeat(1_999)}\n`.repeat(1_000)],
  ])("reads a file of hostile %s in bounded time", async (_what, text) => {
    const work = () => {
      const isGenerated = generatedFiles({ texts: new Map([["", text]]), unread: [] });
      for (let index = 0; index < 20; index += 1) isGenerated(`${"a/".repeat(100)}${"a".repeat(150)}${index}`);
    };
    expect(await effortOf(work)).toBeLessThan(400);
  });
});
