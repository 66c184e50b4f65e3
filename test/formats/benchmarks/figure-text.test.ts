import { describe, expect, it } from "@jest/globals";
import { figureText } from "../../../src/formats/benchmarks/figure-text.ts";

describe("a figure for a person", () => {
  it.each([
    [0.00123, "s", "1.23 ms"],
    [1.2345e-6, "s", "1.23 µs"],
    [9.999e-7, "s", "1 µs"],
    [0.9996, "s", "1 s"],
    [999.4e-9, "s", "999 ns"],
    [5e-13, "s", "0.5 ps"],
    [0, "s", "0 s"],
    [7_200, "s", "7200 s"],
    [4_096, "B", "4.1 kB"],
    [0, "B", "0 B"],
    [0.5, "B", "0.5 B"],
    [83.3456e9, "B/s", "83.3 GB/s"],
    [3.72065e9, "/s", "3.72 G/s"],
    [4.364802, "/s", "4.36 /s"],
    [2.5, "carts/op", "2.5 carts/op"],
    [1_234.5, "", "1230"],
    [-2, "points", "-2 points"],
    [1e-20, "s", "1e-8 ps"],
    [1.5e300, "", "1.5e+300"],
  ])("%d %s is %s", (value, unit, text) => {
    expect(figureText(value, unit)).toBe(text);
  });
});
