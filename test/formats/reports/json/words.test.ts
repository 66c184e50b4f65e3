import { describe, expect, it } from "@jest/globals";
import { quoteWords } from "../../../../src/formats/reports/json/words.ts";

describe("words of Python and C++ in JSON", () => {
  it.each([
    ['{"a": NaN}', '{"a": "NaN"}'],
    ["[Infinity,-Infinity]", '["Infinity","-Infinity"]'],
    ['["NaN", "a \\" NaN", NaN]', '["NaN", "a \\" NaN", "NaN"]'],
    ['["\\\\", NaN]', '["\\\\", "NaN"]'],
    ['["no end NaN', '["no end NaN'],
    ['["no end \\', '["no end \\'],
    ['{"NaN": 1}', '{"NaN": 1}'],
    ["[1, 2]", "[1, 2]"],
    ["", ""],
  ])("%s is %s", (text, quoted) => {
    expect(quoteWords(text)).toBe(quoted);
  });
});
