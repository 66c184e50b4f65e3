import { describe, expect, it } from "@jest/globals";
import { comparesAny, limitOfText, names } from "../../../../src/gates/benchmarks/compare/limits.ts";

describe("a limit", () => {
  it.each([
    ["10%", 0.1],
    ["2.5 %", 0.025],
    ["100%", 1],
    ["none", "none"],
    ["0%", undefined],
    ["10", undefined],
    ["-5%", undefined],
    ["1e3%", undefined],
    ["", undefined],
    ["10%%", undefined],
  ])("%s is %s", (text, limit) => {
    expect(limitOfText(text)).toBe(limit);
  });

  it("is asked for somewhere, or nothing is compared", () => {
    expect(comparesAny({ limit: "none", limits: [] })).toBe(false);
    expect(comparesAny({ limit: "10%", limits: [] })).toBe(true);
    expect(comparesAny({ limit: "none", limits: [{ benchmark: "a", limit: "5%" }] })).toBe(true);
  });
});

describe("an entry", () => {
  const parameters = [{ name: "size", value: "10" }];
  const named = { name: "cart::total", parameters, metric: "time", unit: "s" };
  it.each([
    [{ benchmark: "cart::*" }, true],
    [{ benchmark: "cart::total" }, true],
    [{ benchmark: "cart::total (size=10)" }, true],
    [{ benchmark: "*size=10*" }, true],
    [{ benchmark: "cart" }, false],
    [{ benchmark: "*", metric: "time" }, true],
    [{ benchmark: "*", metric: "memory" }, false],
  ])("%j names it: %s", (entry, is) => {
    expect(names(entry, named)).toBe(is);
  });
});
