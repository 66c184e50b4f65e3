import { describe, expect, it } from "@jest/globals";
import { javaScriptImports, scanJavaScriptImports } from "../../../../src/formats/imports/javascript/extractor.ts";
import { brokenCases, codeCases } from "./scan-cases.ts";

const encoder = new TextEncoder();

/** `line[/specifierLine] kind[?] specifier`, with `?` for what is type-only; then `?computed` and `!line problem`. */
function shown(text: string | Uint8Array): readonly string[] {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  const { imports, computed, problems } = scanJavaScriptImports(bytes);
  const found = imports.map(({ specifier, line, specifierLine, kind, typeOnly }) => {
    const lines = line === specifierLine ? `${line}` : `${line}/${specifierLine}`;
    return `${lines} ${kind}${typeOnly ? "?" : ""} ${specifier}`;
  });
  const counted = computed.length > 0 ? [`?${computed.length}`] : [];
  return [...found, ...counted, ...problems.map(({ kind, line }) => `!${line} ${kind}`)];
}

/** The best of three, after one run that warms up. */
function millisecondsToScan(text: string): number {
  const bytes = encoder.encode(text);
  const times = Array.from({ length: 4 }, () => {
    const started = performance.now();
    scanJavaScriptImports(bytes);
    return performance.now() - started;
  });
  return Math.min(...times.slice(1));
}

describe("calls of a JavaScript file that nobody can resolve without running it", () => {
  const found = (text: string) => scanJavaScriptImports(encoder.encode(text)).computed;

  it("have their line, and the same mark wherever that stands", () => {
    const [first, second] = [found("import(a);"), found("// one\n\n\timport(a);\r\nrequire(b)")];
    expect(second.map(({ line }) => line)).toEqual([3, 4]);
    expect(second[0]?.mark).toBe(first[0]?.mark);
    expect(second[1]?.mark).not.toBe(first[0]?.mark);
  });

  it("are told up to a thousand", () => {
    expect(found("require(a);\n".repeat(1_001))).toHaveLength(1_000);
  });
});

describe("imports of a JavaScript file", () => {
  it.each(codeCases)("reads %j", (text, ...expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it.each(brokenCases)("reads what can be read of %j", (text, ...expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it("stops at 50,000 imports and says so", () => {
    const { imports, problems } = scanJavaScriptImports(encoder.encode("import 'a'\n".repeat(50_001)));
    expect(imports).toHaveLength(50_000);
    expect(problems).toEqual([{ kind: "too-many-imports", line: 50_001 }]);
  });

  it("leaves a specifier out that is too long to be one", () => {
    expect(shown(`import "${"a".repeat(2_001)}"; import "b"`)).toEqual(["1 import b", "!1 specifier-too-long"]);
  });

  it("reads on where the bytes are not UTF-8, and reads UTF-16 by its mark", () => {
    expect(shown(Buffer.concat([Buffer.from("// "), Buffer.from([0xff]), Buffer.from("\nimport 'a'")]))).toEqual([
      "2 import a",
      "!1 invalid-encoding",
    ]);
    expect(shown(Buffer.from("\ufeffimport 'a'", "utf16le"))).toEqual(["1 import a"]);
  });

  it.each(["(", "[", "{", "`${", "<a>", "{(", "a => {"])(
    "ends at 10,000 levels of %j, and no stack does",
    (opening) => {
      const { imports, problems } = scanJavaScriptImports(
        encoder.encode(`import 'a'\n${opening.repeat(100_000)}${"</a>".repeat(opening === "<a>" ? 100_000 : 0)}`),
      );
      expect(imports).toHaveLength(1);
      expect(problems.map(({ kind }) => kind)).toContain("nested-too-deep");
    },
  );

  it.each([
    ["opening brackets", "("],
    ["closing brackets", ")"],
    ["mismatched brackets", "({)]"],
    ["one long line", "a"],
    ["quotes", `'"`],
    ["escaped quotes", `\\"`],
    ["backticks", "`"],
    ["fields of templates", "`${"],
    ["slashes", "/ "],
    ["regular expressions that open a class", "/["],
    ["comments without an end", "/* "],
    ["comments without an end behind import", "import /* "],
    ["tags", "<a "],
    ["tags with attributes", "<a b='"],
    ["closing tags", "</a"],
    ["imports without an end", "import {a,"],
    ["imports of many words", "import a "],
    ["imports with spaces", "import    "],
    ["calls without an end", "import('a' "],
    ["calls with a template", "require(`"],
    ["conflict markers", "\n<<<<<<< "],
    ["line ends", "\r"],
    ["null bytes", "\0"],
    ["arrow functions", "a=>"],
    ["negations", "!"],
  ])("reads %s in time proportional to the size", (_what, piece) => {
    const smallBytes = 50_000;
    const small = piece.repeat(smallBytes / piece.length);
    const large = piece.repeat((16 * smallBytes) / piece.length);
    // Quadratic time would be 256 times as long; a fixed part and a busy machine leave room up to 100.
    expect(millisecondsToScan(large)).toBeLessThan(100 * Math.max(1, millisecondsToScan(small)));
  });
});

describe("remembered imports", () => {
  it.each([...codeCases, ...brokenCases])("come back unchanged: %j", (text) => {
    const found = javaScriptImports.extract(encoder.encode(text));
    expect(javaScriptImports.decode(javaScriptImports.encode(found))).toEqual(found);
  });

  it("come back unchanged with any specifier", () => {
    const text = ["\\n", '"', "a,b", "!1", "?", " ", "\\\\", "\\r\\n", "\\u{1f600}"].map((name) => `import '${name}';`);
    const found = javaScriptImports.extract(encoder.encode(text.join("")));
    expect(found.imports).toHaveLength(9);
    expect(javaScriptImports.decode(javaScriptImports.encode(found))).toEqual(found);
  });

  it.each(["x", "1,0,9,0,a", "1,0,0,2,a", "!1,nothing", "?", "?1", "?1,2,3", '1,0,0,0,"a', "[]"])(
    "rejects %j",
    (text) => {
      expect(() => javaScriptImports.decode(text)).toThrow(RangeError);
    },
  );
});
