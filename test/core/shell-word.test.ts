import { spawnSync } from "node:child_process";
import { describe, expect, it } from "@jest/globals";
import { shellWord } from "../../src/core/shell-word.ts";

describe("shellWord", () => {
  it.each([
    "main",
    "release/1.2",
    "a b",
    "$(id)",
    "`id`",
    "it's",
    "a;b|c&d",
    "*",
    "~",
    "!x",
    "#x",
    "\\",
    "ü",
    "",
    "=x",
  ])("%j is one word, and itself, for a shell", (text) => {
    const { stdout } = spawnSync("sh", ["-c", `printf '%s|' ${shellWord(text)}`]);
    expect(stdout.toString("utf8")).toBe(`${text}|`);
  });

  it("leaves plain words as they are", () => {
    expect(shellWord("origin/release-1.2")).toBe("origin/release-1.2");
  });
});
