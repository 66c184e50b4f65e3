import { describe, expect, it } from "@jest/globals";
import { overloadOf } from "../../../src/app/evidence/commit-limits.ts";

const limits = { maxFiles: 3, maxPackedBytes: 1_000, maxTextBytes: 20_000 };
const file = (packedBytes: number, textBytes: number) => ({ packedBytes, textBytes });

describe("the reports of one commit", () => {
  it.each([
    ["none", []],
    ["as many files as may be", [file(1, 1), file(1, 1), file(1, 1)]],
    ["as many packed bytes as may be", [file(600, 1), file(400, 1)]],
    ["as many bytes as may be", [file(1, 19_999), file(1, 1)]],
  ])("are read together: %s", (_what, files) => {
    expect(overloadOf(files, limits)).toBeUndefined();
  });

  it.each([
    ["a file more", [file(1, 1), file(1, 1), file(1, 1), file(1, 1)], "4 files of 4 bytes (4 packed)"],
    ["a packed byte more", [file(600, 5), file(401, 5)], "2 files of 10 bytes (1,001 packed)"],
    ["a byte more", [file(1, 19_999), file(1, 2)], "2 files of 20,001 bytes (2 packed)"],
  ])("are not where they are %s, and it is said how much they are and what to do", (_what, files, are) => {
    const said = overloadOf(files, limits);
    expect(said).toContain(`${are} as they are kept; at most 3 files of 20,000 bytes (1,000 packed) are judged`);
    expect(said).toContain("Ask for fewer with `artifact`, `path` and `workflow`");
  });
});
