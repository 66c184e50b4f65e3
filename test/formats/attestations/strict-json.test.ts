import { describe, expect, it } from "@jest/globals";
import { reading } from "../../../src/formats/attestations/refusal.ts";
import { parseStrictJson } from "../../../src/formats/attestations/strict-json.ts";

const limits = { maxBytes: 10_000, maxValues: 1_000 };

function read(text: string | Uint8Array) {
  return reading(() => parseStrictJson(typeof text === "string" ? Buffer.from(text) : text, limits));
}

describe("strict JSON", () => {
  it.each([
    ["{}", {}],
    [' [1, -0.5e+3, "a\\u00e9\\n\\"", true, false, null] ', [1, -500, 'aé\n"', true, false, null]],
    ['{"a":{"b":[{}]},"":"\\\\"}', { a: { b: [{}] }, "": "\\" }],
    ['"\\ud83d\\ude00"', "😀"],
    ["0", 0],
  ])("reads %s", (text, expected) => {
    const result = read(text);
    expect(result.kind === "read" ? JSON.parse(JSON.stringify(result.value)) : result).toEqual(expected);
  });

  it.each([
    ["nothing", "", /no value/],
    ["a key that stands twice", '{"a":1,"b":2,"a":1}', /"a" stands twice/],
    ["a key that stands twice in two spellings", '{"a":1,"\\u0061":1}', /"a" stands twice/],
    ["a second document", "{} {}", /more follows/],
    ["text behind the document", "{}x", /more follows/],
    ["a comma too many", "[1,]", /no value/],
    ["a comma too many in an object", '{"a":1,}', /key is missing/],
    ["a comma too few", "[1 2]", /comma is missing/],
    ["a key without quotes", "{a:1}", /key is missing/],
    ["a text that does not end", '"abc', /does not end/],
    ["a text that ends in a backslash", '"abc\\"', /does not end/],
    ["a line break in a text", '"a\nb"', /cannot have/],
    ["half a character", '"\\ud83d"', /cannot have/],
    ["an unknown escape", '"\\x41"', /cannot have/],
    ["a number with a leading zero", "01", /no value/],
    ["a number with a plus", "+1", /no value/],
    ["a number without digits", "1.", /no value/],
    ["a number beyond all bounds", "1e999", /beyond all bounds/],
    ["a very long number", "1".repeat(100), /no value/],
    ["NaN", "NaN", /no value/],
    ["a comment", "{/**/}", /key is missing/],
    ["a byte order mark", "\ufeff{}", /no value/],
    ["too many bytes", `"${"a".repeat(10_000)}"`, /10002 bytes/],
    ["too many values", `[${"1,".repeat(1_500)}1]`, /too many values/],
    ["values that are nested too deep", "[".repeat(65), /64 deep/],
    ["objects that are nested too deep", '{"a":'.repeat(65), /64 deep/],
  ])("refuses %s", (_, text, words) => {
    const result = read(text);
    expect(result).toMatchObject({ kind: "refused", because: expect.stringMatching(words) });
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(read(Uint8Array.of(0x22, 0xff, 0x22))).toMatchObject({
      kind: "refused",
      because: expect.stringMatching(/UTF-8/),
    });
    // An overlong slash.
    expect(read(Uint8Array.of(0x22, 0xc0, 0xaf, 0x22))).toMatchObject({ kind: "refused" });
  });

  it("takes a key that means something to the language as one like any other", () => {
    const result = read('{"__proto__":{"a":1},"constructor":2}');
    if (result.kind !== "read") throw new Error(result.because);
    expect(Object.entries(Object(result.value)).map(([key]) => key)).toEqual(["__proto__", "constructor"]);
    expect("a" in Object(result.value)).toBe(false);
  });
});
