import { describe, expect, it } from "@jest/globals";
import { pythonImports, scanPythonImports } from "../../../src/formats/imports/python/extractor.ts";
import type { NameList } from "../../../src/formats/imports/python/imports.ts";
import { dynamicCases } from "./dynamic-cases.ts";
import { codeCases } from "./scan-cases.ts";

/** `=1:PLUGINS a.b 2:c` a list of names, with `...` if some are left out. `^` dynamic; `*3` a call in line 3 whose name cannot be read. `line:name` or `line/nameLine:name`, with dots for levels; `from m import n` is `m n`. `?` type checking, `~` lazy. */
function shown(text: string | Uint8Array): readonly string[] {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  const { imports, problems, unreadDynamic, lists } = scanPythonImports(bytes);
  const names = imports.map((imported) => {
    const lines = imported.line === imported.nameLine ? `${imported.line}` : `${imported.line}/${imported.nameLine}`;
    const flags = `${imported.typeCheckingOnly ? "?" : ""}${imported.lazy ? "~" : ""}${imported.dynamic ? "^" : ""}`;
    const name = imported.name === undefined ? "" : ` ${imported.name}`;
    return `${lines}:${flags}${".".repeat(imported.level)}${imported.module}${name}`;
  });
  return [
    ...names,
    ...unreadDynamic.map(({ line }) => `*${line}`),
    ...lists.map(listText),
    ...problems.map(({ kind, line }) => `!${line} ${kind}`),
  ];
}

function listText({ variable, line, names, complete }: NameList): string {
  const each = names.map((name) => (name.line === line ? ` ${name.module}` : ` ${name.line}:${name.module}`));
  return `=${line}:${variable}${each.join("")}${complete ? "" : " ..."}`;
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
  it.each([...codeCases, ...dynamicCases])("reads %j", (text, ...expected) => {
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
    ["lists that nobody closes", "A = ['a.b',\nimport x\n"],
    ["nested lists that nobody closes", "A = [[\nimport x\n"],
    ["calls that nobody can read", "import_module(a)\n"],
    ["calls that nobody closes", "lazy_loader.attach(__name__, [\n"],
    ["names that importlib is given", "from importlib import import_module as im; im(a)\n"],
    ["calls after long words", "a = b[c] ,  import_module(a\n"],
    ["assignments that nothing follows", "A: "],
    ["dictionaries of modules", "T = {'A': 'p.a'}\nimport_module(T[name])\n"],
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

describe("names that a file gives to what it imports", () => {
  it.each([
    ["import a.b", undefined],
    ["import a.b as c", "c"],
    ["from a import b as c", "c"],
    ["from a import (\n  b  # why\n  as\n  c,\n)", "c"],
    ["from a import b as", undefined],
    ["import a as é", "é"],
  ])("%j", (text, alias) => {
    expect(scanPythonImports(new TextEncoder().encode(text)).imports.map((imported) => imported.alias)).toEqual([
      alias,
    ]);
  });
});

describe("a call that cannot be read", () => {
  const marks = (text: string) => pythonImports.extract(new TextEncoder().encode(text)).unreadDynamic;

  it("has the same mark wherever its line stands, and however deep", () => {
    const [first, second] = [marks("import_module(a)\n"), marks("# one\n\nif b:\n\timport_module(a)")];
    expect(first.map(({ mark }) => mark)).toEqual(second.map(({ mark }) => mark));
    expect([...first, ...second].map(({ line }) => line)).toEqual([1, 4]);
  });

  it("has another mark where anything of the line is different", () => {
    expect(marks("import_module(a)")).not.toEqual(marks("import_module(b)"));
  });
});

describe("lists of names", () => {
  const listsOf = (text: string) => scanPythonImports(new TextEncoder().encode(text)).lists;

  it("hold at most 1,000 names of one file, and say so", () => {
    const items = Array.from({ length: 1_001 }, (_, index) => `"a.m${index}"`);
    expect(listsOf(`P = [${items.join(",")}]\nQ = ["b.c"]`)).toMatchObject([
      { variable: "P", names: { length: 1_000 }, complete: false },
      { variable: "*", names: [], complete: false },
    ]);
    expect(listsOf(`P = [${items.slice(1).join(",")}]`)).toMatchObject([{ names: { length: 1_000 }, complete: true }]);
  });

  it("end where they turn out to hold words and no names of modules", () => {
    const words = Array.from({ length: 40 }, (_, index) => `"word${index}"`);
    expect(listsOf(`P = [${words.join(",")}]`)).toMatchObject([{ names: { length: 32 }, complete: false }]);
    expect(listsOf(`P = ["a.b", ${words.join(",")}]`)).toMatchObject([{ names: { length: 41 }, complete: true }]);
  });
});

describe("remembered imports", () => {
  it.each([...codeCases, ...dynamicCases])("come back unchanged: %j", (text) => {
    const found = pythonImports.extract(new TextEncoder().encode(text));
    expect(pythonImports.decode(pythonImports.encode(found))).toEqual(found);
  });

  it.each([
    "x",
    "1,0,0,0,a",
    "!1,nothing",
    "-1,0,0,0,a,",
    "1,0,0,0,a,,b,c",
    "?1",
    "=1,1",
    "=1,2,A,0,a",
    "=1,1,A,0",
    "[]",
  ])("rejects %j", (text) => {
    expect(() => pythonImports.decode(text)).toThrow(RangeError);
  });
});
