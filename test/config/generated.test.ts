import { readFileSync } from "node:fs";
import { describe, expect, it } from "@jest/globals";
import { generatedFiles } from "../../scripts/generate-reference.ts";

describe("generated files", () => {
  it.each(generatedFiles().map(({ path, text }) => [path, text] as const))("%s is what the code says", (path, text) => {
    // When this fails: node scripts/generate-reference.ts
    expect(readFileSync(new URL(`../../${path}`, import.meta.url), "utf8")).toBe(text);
  });
});
