import { describe, expect, it } from "@jest/globals";
import { wordsOf } from "../../../src/formats/commands/words.ts";
import { writtenWords } from "../../../src/formats/commands/written.ts";

describe("words of a command", () => {
  it.each([
    ["a/b.py", "a/b.py"],
    ["a b.py", '"a b.py"'],
    ["--agent", '"--agent"'],
    ["a`b", '"a`b"'],
    ['a "b"', '`a "b"`'],
    ["$(id)", '"$(id)"'],
  ])("are written so that they are read as they were: %s", (text, written) => {
    expect(writtenWords([text])).toBe(written);
    expect(wordsOf(written).map((word) => word.text)).toEqual([text]);
  });

  it.each([['a" --agent `evil'], ['"`'], ['`"']])("are none where one could end its own quotes: %s", (text) => {
    expect(writtenWords([text])).toBeUndefined();
    expect(writtenWords(["a.py", text, "b.py"])).toBeUndefined();
  });
});
