import { describe, expect, it } from "@jest/globals";
import { convert, unitOf } from "../../../src/formats/benchmarks/units.ts";

describe("units", () => {
  it.each([
    ["ns", 1, "s", 1e-9],
    ["ns/op", 1, "s", 1e-9],
    ["ns/iter", 5, "s", 5e-9],
    ["us", 1, "s", 1e-6],
    ["µs", 1, "s", 1e-6],
    ["μs", 1, "s", 1e-6],
    ["ms/op", 3, "s", 0.003],
    ["seconds", 2, "s", 2],
    ["min", 2, "s", 120],
    ["h", 1, "s", 3_600],
    ["ps", 1, "s", 1e-12],
    ["B/op", 5, "B", 5],
    ["kB", 5, "B", 5_000],
    ["MiB", 1, "B", 1_048_576],
    ["MB/s", 2, "B/s", 2e6],
    ["KiB / s", 1, "B/s", 1_024],
    ["B/ms", 1, "B/s", 1_000],
    ["ops/s", 7, "/s", 7],
    ["ops/ms", 7, "/s", 7_000],
    ["req/min", 60, "/s", 1],
    ["Hz", 4, "/s", 4],
    ["/s", 4, "/s", 4],
    ["iter/sec", 4, "/s", 4],
    ["", 4, "", 4],
    ["points", 4, "points", 4],
    ["KB", 4, "KB", 4],
    ["carts/op", 4, "carts/op", 4],
    ["ns/day", 4, "ns/day", 4],
    ["ns/op/core", 4, "ns/op/core", 4],
    ["__proto__", 4, "__proto__", 4],
  ])("%s: %d is in %s %d", (text, figure, name, value) => {
    const unit = unitOf(text);
    expect([unit.name, convert(figure, unit)]).toEqual([name, value]);
  });
});
