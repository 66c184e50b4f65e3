import { describe, expect, it } from "@jest/globals";
import { pythonImports, scanPythonImports } from "../../../src/formats/imports/python/extractor.ts";
import { codeCases } from "./scan-cases.ts";

/** `^` dynamic; `*3` a call in line 3 whose name cannot be read. `line:name` or `line/nameLine:name`, with dots for levels; `from m import n` is `m n`. `?` type checking, `~` lazy. */
function shown(text: string | Uint8Array): readonly string[] {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const { imports, problems, unreadDynamic } = scanPythonImports(bytes);
  const names = imports.map((imported) => {
    const lines = imported.line === imported.nameLine ? `${imported.line}` : `${imported.line}/${imported.nameLine}`;
    const flags = `${imported.typeCheckingOnly ? "?" : ""}${imported.lazy ? "~" : ""}${imported.dynamic ? "^" : ""}`;
    const name = imported.name === undefined ? "" : ` ${imported.name}`;
    return `${lines}:${flags}${".".repeat(imported.level)}${imported.module}${name}`;
  });
  return [
    ...names,
    ...unreadDynamic.map((line) => `*${line}`),
    ...problems.map(({ kind, line }) => `!${line} ${kind}`),
  ];
}

/** The best of three, after one run that warms up. */
function millisecondsToScan(text: string): number {
  const bytes = new TextEncoder().encode(text);
  const times = Array.from({ length: 4 }, () => {
    const started = performance.now();
    scanPythonImports(bytes);
    return performance.now() - started;
  });
  return Math.min(...times.slice(1));
}

describe("imports of a Python file", () => {
  it.each(codeCases)("reads %j", (text, ...expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it("reads 10,000 imports of one statement", () => {
    const names = Array.from({ length: 10_000 }, (_, index) => `n${index}`);
    expect(scanPythonImports(new TextEncoder().encode(`from a import ${names.join(", ")}`)).imports).toHaveLength(
      10_000,
    );
  });

  it("stops at 50,000 names and says so", () => {
    const { imports, problems } = scanPythonImports(new TextEncoder().encode("import a\n".repeat(50_001)));
    expect(imports).toHaveLength(50_000);
    expect(problems).toEqual([{ kind: "too-many-imports", line: 50_001 }]);
  });

  it.each([
    ["opening brackets", "("],
    ["one long line", "a"],
    ["triple quotes", `"""'''`],
    ["f-strings that open fields", `f"{`],
    ["triple f-strings that open fields", `f"""{f'''{`],
    ["a long name", "import a."],
    ["open brackets with words on lines", "(\nfrom a.b\n"],
    ["quotes that nobody closes", `f'''{\n"""\n`],
    ["null bytes", "\0"],
  ])("reads %s in time proportional to the size", (_what, piece) => {
    const smallBytes = 50_000;
    const small = piece.repeat(smallBytes / piece.length);
    const large = piece.repeat((16 * smallBytes) / piece.length);
    // Quadratic time would be 256 times as long; a fixed part and a busy machine leave room up to 100.
    expect(millisecondsToScan(large)).toBeLessThan(100 * Math.max(1, millisecondsToScan(small)));
  });

  it("reads latin-1 and GBK where the file declares them", () => {
    const latin = Uint8Array.from([...new TextEncoder().encode("# coding: latin-1\n# "), 0xe9, 0x0a]);
    expect(shown(Buffer.concat([latin, Buffer.from("import a")]))).toEqual(["3:a"]);
    // The second byte of this GBK character is a backslash.
    const gbk = Buffer.concat([
      Buffer.from("# coding: gbk\nx = '"),
      Buffer.from([0x81, 0x5c]),
      Buffer.from("'\nimport a"),
    ]);
    expect(shown(gbk)).toEqual(["3:a"]);
  });

  it("reads on where the bytes are not of the encoding", () => {
    expect(shown(Buffer.from([0x23, 0xff, 0x0a, 0x69, 0x6d, 0x70, 0x6f, 0x72, 0x74, 0x20, 0x61]))).toEqual([
      "2:a",
      "!1 invalid-encoding",
    ]);
  });
});

describe("remembered imports", () => {
  it.each(codeCases)("come back unchanged: %j", (text) => {
    const found = pythonImports.extract(new TextEncoder().encode(text));
    expect(pythonImports.decode(pythonImports.encode(found))).toEqual(found);
  });

  it.each(["x", "1,0,0,0,a", "!1,nothing", "-1,0,0,0,a,", "1,0,0,0,a,,b", "[]"])("rejects %j", (text) => {
    expect(() => pythonImports.decode(text)).toThrow(RangeError);
  });
});
