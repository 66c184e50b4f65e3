import { describe, expect, it } from "@jest/globals";
import { boundOf } from "../../../../src/gates/benchmarks/budgets/bound.ts";

describe("a bound", () => {
  it.each([
    ["250ms", { value: 0.25, unit: "s" }],
    ["1.5 s", { value: 1.5, unit: "s" }],
    ["40 ns/op", { value: 4e-8, unit: "s" }],
    ["64MiB", { value: 67_108_864, unit: "B" }],
    ["1000/s", { value: 1000, unit: "/s" }],
    ["10 MB/s", { value: 1e7, unit: "B/s" }],
    [3, { value: 3, unit: "" }],
    ["3", { value: 3, unit: "" }],
    ["2.5 carts/op", { value: 2.5, unit: "carts/op" }],
    ["", undefined],
    ["ms", undefined],
    ["-5ms", undefined],
    ["1e9s", { value: 1, unit: "e9s" }],
    ["1,5s", undefined],
    [".5s", undefined],
    [Number.NaN, undefined],
    [`${"9".repeat(16)}s`, undefined],
  ])("%s is %j", (text, bound) => {
    expect(boundOf(text)).toEqual(bound);
  });
});
