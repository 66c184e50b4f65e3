import { describe, expect, it } from "@jest/globals";
import { bytesOf, textOf } from "../../../src/formats/reports/base64.ts";

describe("Base64", () => {
  it.each([0, 1, 2, 3, 8_191, 8_192, 8_193, 100_000])("brings %d bytes back", (length) => {
    const bytes = Uint8Array.from({ length }, (_, index) => (index * 31) % 256);
    expect(textOf(bytes)).toBe(Buffer.from(bytes).toString("base64"));
    expect(bytesOf(textOf(bytes))).toEqual(bytes);
  });

  it("refuses what is none", () => {
    expect(() => bytesOf("*")).toThrow();
  });
});
