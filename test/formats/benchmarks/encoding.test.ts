import { describe, expect, it } from "@jest/globals";
import { fixtureText, read, readSeries, rulesOf } from "./reports.ts";

const utf8 = new TextEncoder();
const json = fixtureText("hyperfine/runs.json");
const go = fixtureText("go/count.txt");

function utf16(text: string, mark: boolean, swap: boolean): Uint8Array {
  const bytes = Buffer.from(`${mark ? "\ufeff" : ""}${text}`, "utf16le");
  return new Uint8Array(swap ? bytes.swap16() : bytes);
}

describe("encodings", () => {
  it.each([
    ["with a mark, low byte first", utf16(json, true, false)],
    ["with a mark, high byte first", utf16(json, true, true)],
    ["without a mark", utf16(json, false, false)],
    ["of a list", utf16('[{"name": "sleep 0.01", "unit": "s", "value": 1}]', false, true)],
  ])("UTF-16 %s", (_how, bytes) => {
    const report = readSeries(bytes);
    expect([rulesOf(report), report.series[0]?.name]).toEqual([[], "sleep 0.01"]);
  });

  it("UTF-16 of text, and cut off inside a character", () => {
    expect(read(utf16(go, true, false)).complete).toBe(true);
    expect(rulesOf(read(utf16(json, true, false).slice(0, -1)))).toContain("truncated!");
  });

  it("a mark in front of UTF-8", () => {
    for (const text of [json, go]) expect(read(`\ufeff${text}`).complete).toBe(true);
  });

  it("names that are not UTF-8 are kept, and noted", () => {
    const bytes = new Uint8Array([
      ...utf8.encode('[{"name": "caf'),
      0xe9,
      ...utf8.encode('", "unit": "s", "value": 1}]'),
    ]);
    const report = readSeries(bytes);
    expect([rulesOf(report), report.series.map(({ name }) => name)]).toEqual([["encoding!"], ["caf\ufffd"]]);
  });

  it("names in any script, escaped or not", () => {
    const text = '[{"name": "\\u00e9 \\ud83d\\ude00 日本", "unit": "µs", "value": 1}]';
    expect(readSeries(text).series[0]).toMatchObject({ name: "é 😀 日本", unit: "s" });
  });

  it("Windows line ends in Go's text", () => {
    const windows = read(go.replaceAll("\n", "\r\n"));
    expect([windows.complete, windows.kind === "series" && windows.series]).toEqual([true, readSeries(go).series]);
  });
});
