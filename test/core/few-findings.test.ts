import { describe, expect, it } from "@jest/globals";
import { fewFindings } from "../../src/core/few-findings.ts";

function findings(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    ...{ rule: "a-rule", what: `Thing ${index}.`, why: "It is.", fix: "Do." },
    at: { path: `${index}` },
  }));
}

describe("fewFindings", () => {
  it.each([0, 1, 50])("leaves %d as they are", (count) =>
    expect(fewFindings(findings(count))).toEqual(findings(count)),
  );

  it.each([
    [51, "So it is with 1 more.", ["Thing 50."]],
    [61, "So it is with 11 more.", [...Array.from({ length: 10 }, (_, index) => `Thing ${50 + index}.`), "and 1 more"]],
  ])("puts one finding without a place for the rest of %d", (count, what, trace) => {
    const rest = { rule: "a-rule", what, why: "It is.", fix: "Do.", trace };
    expect(fewFindings(findings(count))).toEqual([...findings(50), rest]);
  });
});
