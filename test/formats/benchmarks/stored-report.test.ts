import { describe, expect, it } from "@jest/globals";
import { benchmarkReports } from "../../../src/formats/benchmarks/stored-report.ts";
import { fixturePaths } from "./fixture-paths.ts";
import { fixture, read, readFixture } from "./reports.ts";

const { encode, decode, flaw } = benchmarkReports;

describe("a report that is stored", () => {
  it.each([...fixturePaths, "google-benchmark/failed.json", "hyperfine/failed.json"])(
    "%s: comes back to its last bit",
    (path) => {
      const report = readFixture(path);
      expect(decode(encode(report))).toEqual(report);
    },
  );

  it("comes back when it is none", () => {
    const report = read("no report");
    expect(decode(encode(report))).toEqual(report);
  });

  it("keeps numbers that decimals would not", () => {
    const samples = [0.1 + 0.2, 5e-324, 1.7976931348623157e308, 0];
    const data = JSON.stringify({
      machine_info: {},
      benchmarks: [{ fullname: "a", stats: { mean: 1, data: samples } }],
    });
    const back = decode(encode(read(data)));
    expect(back.kind === "series" && [...(back.series[0]?.samples ?? [])]).toEqual(samples);
  });

  const text = encode(readFixture("pytest-benchmark/with-data.json"));
  const samples = (numbers: Uint8Array) =>
    text.replace(/"samples":"[^"]*"/, `"samples":"${Buffer.from(numbers).toString("base64")}"`);

  it.each([
    ["a list that ends inside of a number", samples(new Uint8Array(12))],
    ["a list with NaN", samples(new Uint8Array(Float64Array.of(Number.NaN).buffer))],
    ["a list with Infinity", samples(new Uint8Array(Float64Array.of(Number.POSITIVE_INFINITY).buffer))],
    ["a list that is no Base64", text.replace(/"samples":"[^"]*"/, '"samples":"*"')],
    ["another format", text.replace('"format":"pytest-benchmark"', '"format":"asv"')],
    [
      "an unknown rule",
      text.replace(
        '"problems":[]',
        '"problems":[{"rule":"x","damaged":true,"times":1,"at":{"line":1},"what":"","fix":""}]',
      ),
    ],
    ["no JSON", "{"],
    ["a null for a figure", text.replace(/"mean":[^,]*/, '"mean":null')],
  ])("is refused with %s", (_what, changed) => {
    expect(changed).not.toBe(text);
    expect(() => decode(changed)).toThrow();
  });

  it("that has no numbers at all in a list is one", () => {
    const back = decode(samples(new Uint8Array(0)));
    expect(back.kind === "series" && back.series[0]?.samples).toEqual(new Float64Array(0));
  });
});

describe("the flaw of a report", () => {
  it("is none of a whole report, even when something about it is odd", () => {
    expect(flaw(readFixture("pytest-benchmark/with-data.json"))).toBeUndefined();
    expect(flaw(readFixture("hyperfine/failed.json"))).toBeUndefined();
  });

  it("is what may have lost something first, with what to do", () => {
    expect(flaw(read(fixture("go/count.txt").slice(0, 900)))).toEqual({
      what: "the last line has no line end.",
      fix: "Upload the file again after the tool that writes it has ended.",
    });
    expect(flaw(read(""))).toMatchObject({ what: "the file is empty." });
  });
});
