import { describe, expect, it } from "@jest/globals";
import { MAX_TEXT_CHARACTERS } from "../../../../src/formats/coverage/limits.ts";
import { coverageParser } from "../../../../src/formats/coverage/parse.ts";
import { MAX_DEPTH } from "../../../../src/formats/reports/limits.ts";
import { fixture, read, readLines, rulesOf } from "../reports.ts";

const utf8 = new TextEncoder();

describe("hostile XML", () => {
  const entities = `<!DOCTYPE coverage [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;"><!ENTITY file SYSTEM "file:///etc/passwd">]>`;
  const body = (text: string) => `<coverage><sources><source>${text}</source></sources><packages/></coverage>`;

  it("declares entities: nothing is expanded and nothing is fetched", () => {
    const report = read(`${entities}${body("&lol2;&file;")}`);
    expect([report.kind, report.complete, rulesOf(report)]).toEqual(["unknown", false, ["entities!"]]);
  });

  it.each(["&lol;", "&constructor;", "&__proto__;"])("uses %s, which is no entity of XML", (entity) => {
    expect(rulesOf(read(body(entity)))[0]).toBe("malformed!");
  });

  it("the five entities of XML and references to characters are read", () => {
    const text = `<coverage><packages><package name="p"><classes><class filename="a&amp;b&lt;&#99;&#x64;"><lines><line number="1" hits="1"/></lines></class></classes></package></packages></coverage>`;
    expect([...readLines(text).files.keys()]).toEqual(["a&b<cd"]);
  });

  it("a document type without entities is harmless", () => {
    expect(read(fixture("jacoco/jacoco.xml")).complete).toBe(true);
    expect(read(fixture("gcovr/gcovr.xml")).complete).toBe(true);
  });

  it("is nested too deep", () => {
    const nested = (depth: number) =>
      `<coverage><packages>${"<package>".repeat(depth)}${"</package>".repeat(depth)}</packages></coverage>`;
    expect(rulesOf(read(nested(MAX_DEPTH - 2)))).toEqual(["empty!"]);
    expect(rulesOf(read(nested(MAX_DEPTH - 1)))).toEqual(["limit!", "empty!"]);
  });

  it.each([
    ["attribute", '<coverage><packages><package name="', "x"],
    ["comment", "<coverage><packages><!-- ", "x"],
    ["text", "<coverage><packages>", " "],
    ["name", "<coverage><packages><", "x"],
  ])("has an endless %s", (_what, start, filler) => {
    const parser = coverageParser();
    parser.push(utf8.encode(start));
    for (let length = 0; length < MAX_TEXT_CHARACTERS * 2; length += 65_536)
      parser.push(utf8.encode(filler.repeat(65_536)));
    expect(rulesOf(parser.end())).toContain("limit!");
  });
});
