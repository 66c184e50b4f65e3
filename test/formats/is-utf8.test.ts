import { describe, expect, it } from "@jest/globals";
import { isUtf8 } from "../../src/formats/is-utf8.ts";

describe("isUtf8", () => {
  it.each<[string, readonly number[], boolean]>([
    ["nothing", [], true],
    ["ASCII", [0x61, 0x0a, 0], true],
    ["a character of several bytes", [0xe2, 0x82, 0xac], true],
    ["a character that ends too early", [0x61, 0xe2, 0x82], false],
    ["Latin-1", [0x63, 0x61, 0x66, 0xe9], false],
    ["half of a surrogate pair", [0xed, 0xa0, 0x80], false],
  ])("%s", (_what, bytes, is) => {
    expect(isUtf8(Uint8Array.from(bytes))).toBe(is);
  });
});
