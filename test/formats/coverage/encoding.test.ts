import { describe, expect, it } from "@jest/globals";
import { fixture, read, readLines, rulesOf } from "./reports.ts";

const utf8 = new TextEncoder();
const xml = new TextDecoder().decode(fixture("coverage-py/coverage.xml"));
const lcov = new TextDecoder().decode(fixture("nyc/lcov.info"));

describe("encodings", () => {
  const whole = readLines(xml);
  const utf16 = (text: string, mark: boolean, swap: boolean) => {
    const bytes = Buffer.from(`${mark ? "\ufeff" : ""}${text}`, "utf16le");
    return new Uint8Array(swap ? bytes.swap16() : bytes);
  };

  it.each([
    ["with a mark, low byte first", utf16(xml, true, false)],
    ["with a mark, high byte first", utf16(xml, true, true)],
    ["without a mark", utf16(xml, false, false)],
    ["declared", utf16(xml.replace('version="1.0"', 'version="1.0" encoding="UTF-16"'), true, false)],
  ])("UTF-16 %s", (_how, bytes) => {
    const report = read(bytes);
    expect(rulesOf(report)).toEqual([]);
    expect(report.kind === "lines" && [...report.files.keys()]).toEqual([...whole.files.keys()]);
  });

  it("UTF-16 of the other formats, and cut off inside a character", () => {
    expect(read(utf16(lcov, true, false)).complete).toBe(true);
    expect(
      read(
        utf16(
          '{"total": {}, "/a.js": {"lines": {"total": 1, "covered": 1}, "branches": {"total": 0, "covered": 0}, "statements": {"total": 1, "covered": 1}}}',
          true,
          false,
        ),
      ).complete,
    ).toBe(true);
    expect(rulesOf(read(utf16(lcov, true, false).slice(0, -1)))).toEqual(["truncated!"]);
  });

  it("a mark in front of UTF-8", () => {
    for (const text of [xml, lcov, "mode: set\na.go:1.1,2.2 1 1\n"]) expect(read(`\ufeff${text}`).complete).toBe(true);
  });

  it("the one that XML declares, or a refusal", () => {
    const declared = (encoding: string, path: Uint8Array) => {
      const text = (part: string) => utf8.encode(part);
      const head = `<?xml version="1.0" encoding="${encoding}"?><coverage><packages><package name="p"><classes><class filename="`;
      const tail = '"><lines><line number="1" hits="1"/></lines></class></classes></package></packages></coverage>';
      return new Uint8Array([...text(head), ...path, ...text(tail)]);
    };
    expect([...readLines(declared("ISO-8859-1", Uint8Array.of(0xe9))).files.keys()]).toEqual(["é"]);
    expect([...readLines(declared("utf-8", utf8.encode("é"))).files.keys()]).toEqual(["é"]);
    expect(rulesOf(read(declared("utf-8", Uint8Array.of(0xe9))))).toContain("encoding!");
    expect(rulesOf(read(declared("shift_jis", Uint8Array.of(0x41))))).toContain("encoding!");
  });

  it("paths that are not UTF-8 are kept, and noted", () => {
    const bytes = new Uint8Array([...utf8.encode("SF:caf"), 0xe9, ...utf8.encode(".c\nDA:1,1\nend_of_record\n")]);
    expect([rulesOf(read(bytes)), read(bytes).kind]).toEqual([["encoding!"], "lines"]);
  });
});
