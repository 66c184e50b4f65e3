import { describe, expect, it } from "@jest/globals";
import { count, figure, samples } from "../../../src/formats/benchmarks/figures.ts";
import { problemLog } from "../../../src/formats/benchmarks/problems.ts";
import { milliseconds, plain } from "../../../src/formats/benchmarks/units.ts";

function reading<T>(read: (problems: ReturnType<typeof problemLog>) => T) {
  const problems = problemLog();
  const value = read(problems);
  return { value, rules: problems.list().map(({ rule }) => rule) };
}

describe("one figure", () => {
  it.each([
    [2, 0.002, []],
    [0, 0, []],
    [-0, 0, []],
    ["2", 0.002, ["number-as-text"]],
    [" +2.5e1 ", 0.025, ["number-as-text"]],
    [undefined, undefined, []],
    [null, undefined, []],
    ["", undefined, []],
    ["NaN", undefined, ["not-finite"]],
    ["-Infinity", undefined, ["not-finite"]],
    [Number.POSITIVE_INFINITY, undefined, ["not-finite"]],
    ["1e999", undefined, ["number-as-text", "not-finite"]],
    [-1, undefined, ["negative"]],
    ["1,000", undefined, ["unreadable-entry"]],
    ["0x10", undefined, ["unreadable-entry"]],
    ["1_000", undefined, ["unreadable-entry"]],
    ["2 ms", undefined, ["unreadable-entry"]],
    [true, undefined, ["unreadable-entry"]],
    [[2], undefined, ["unreadable-entry"]],
    [{}, undefined, ["unreadable-entry"]],
  ])("%j is %j seconds", (value, expected, rules) => {
    expect(reading((problems) => figure(value, milliseconds, "it", problems))).toEqual({ value: expected, rules });
  });

  it("may be below zero where it is of no unit that cannot be", () => {
    expect(reading((problems) => figure(-1, plain, "it", problems))).toEqual({ value: -1, rules: [] });
  });
});

describe("a count", () => {
  it.each([
    [7, 7, []],
    [0, 0, []],
    [1.5, undefined, ["unreadable-entry"]],
    [-1, undefined, ["unreadable-entry"]],
    [2 ** 53, undefined, ["unreadable-entry"]],
    [undefined, undefined, []],
  ])("%j is %j", (value, expected, rules) => {
    expect(reading((problems) => count(value, "it", problems))).toEqual({ value: expected, rules });
  });
});

describe("samples", () => {
  it.each([
    [[1, 2], [0.001, 0.002], []],
    [["1", 2], [0.001, 0.002], ["number-as-text"]],
    [[], undefined, []],
    [undefined, undefined, []],
    [null, undefined, []],
    [7, undefined, ["unreadable-entry"]],
    [{ 0: 1 }, undefined, ["unreadable-entry"]],
    [[1, null], undefined, ["unreadable-entry"]],
    [[1, ""], undefined, ["unreadable-entry"]],
    [[1, "NaN"], undefined, ["not-finite"]],
    [[1, -1], undefined, ["negative"]],
    [[[1]], undefined, ["unreadable-entry"]],
  ])("of %j are %j seconds", (value, expected, rules) => {
    const read = reading((problems) => samples(value, milliseconds, "its samples", problems));
    expect({ ...read, value: read.value && [...read.value] }).toEqual({ value: expected, rules });
  });
});
