import { describe, expect, it } from "@jest/globals";
import { goImports, scanGoImports } from "../../../../src/formats/imports/go/extractor.ts";
import { mutations } from "../mutations.ts";
import { brokenCases, codeCases } from "./scan-cases.ts";

const encoder = new TextEncoder();

/** `line[/specifierLine] path` and `!line problem`. */
function shown(text: string | Uint8Array): readonly string[] {
  const { imports, problems } = scanGoImports(typeof text === "string" ? encoder.encode(text) : text);
  const found = imports.map(({ specifier, line, specifierLine }) =>
    line === specifierLine ? `${line} ${specifier}` : `${line}/${specifierLine} ${specifier}`,
  );
  return [...found, ...problems.map(({ kind, line }) => `!${line} ${kind}`)];
}

describe("imports of a Go file", () => {
  it.each(codeCases)("reads %j", (text, ...expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it.each(brokenCases)("reads what can be read of %j", (text, ...expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it("stops at 50,000 imports and says so", () => {
    const { imports, problems } = scanGoImports(encoder.encode(`package a\n${"import `a`\n".repeat(50_001)}`));
    expect(imports).toHaveLength(50_000);
    expect(problems).toEqual([{ kind: "too-many-imports", line: 50_002 }]);
  });

  it("leaves a path out that is too long to be one", () => {
    expect(shown(`package a\nimport "${"a".repeat(2_001)}"; import "b"`)).toEqual(["2 b", "!2 specifier-too-long"]);
  });

  it("leaves a path out that is not UTF-8", () => {
    const text = Buffer.concat([Buffer.from('package a\nimport "a'), Buffer.of(0xff), Buffer.from('"\nimport "b"')]);
    expect(shown(text)).toEqual(["3 b", "!2 invalid-encoding"]);
    expect(shown(Buffer.from("\ufeffpackage a", "utf16le"))).toContain("!1 missing-package");
  });
});

describe("hostile Go files", () => {
  it.each([
    ["opening brackets", "import ("],
    ["imports without an end", "import "],
    ["raw strings without an end", "import `"],
    ["raw strings on lines", "\nimport `a"],
    ["quotes", 'import "'],
    ["escaped quotes", '\\"'],
    ["comments without an end", "/* "],
    ["one long line", "a"],
    ["line ends", "\n"],
    ["blanks", " "],
    ["conflict markers", "\n<<<<<<<"],
    ["null bytes", "\0"],
    ["semicolons", ";"],
  ])("%s are read in time that grows with the size", (_what, piece) => {
    const started = performance.now();
    scanGoImports(encoder.encode(`package a\n${piece.repeat(2_000_000 / piece.length)}`));
    // Quadratic time would be many minutes.
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it("survive any change of any byte", () => {
    const text = [...codeCases, ...brokenCases].map(([one]) => one).join("\n");
    for (const bytes of mutations(encoder.encode(text), 3_000)) {
      const found = scanGoImports(bytes);
      expect(goImports.decode(goImports.encode(found))).toEqual(found);
    }
  });
});

describe("remembered imports of Go", () => {
  it.each([...codeCases, ...brokenCases])("come back unchanged: %j", (text) => {
    const found = goImports.extract(encoder.encode(text));
    expect(goImports.decode(goImports.encode(found))).toEqual(found);
  });

  it.each(["x", "1,0,", "1,a", "!1,nothing", "1", "-1,0,a"])("rejects %j", (text) => {
    expect(() => goImports.decode(text)).toThrow(RangeError);
  });
});
