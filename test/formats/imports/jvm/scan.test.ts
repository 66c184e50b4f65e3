import { describe, expect, it } from "@jest/globals";
import { javaImports, kotlinImports } from "../../../../src/formats/imports/jvm/extractor.ts";
import type { JvmImports } from "../../../../src/formats/imports/jvm/imports.ts";
import { mutations } from "../mutations.ts";
import { brokenJavaCases, javaCases } from "./java-cases.ts";
import { brokenKotlinCases, kotlinCases } from "./kotlin-cases.ts";

const encoder = new TextEncoder();

/** In the form that the cases describe. */
function shown({ packageName, moduleName, imports, words, declared, problems }: JvmImports): readonly string[] {
  return [
    ...(packageName === "" ? [] : [`package ${packageName}`]),
    ...(moduleName === "" ? [] : [`module ${moduleName}`]),
    ...imports.map(({ name, kind, line, nameLine }) => {
      const lines = line === nameLine ? `${line}` : `${line}/${nameLine}`;
      return kind === "name" ? `${lines} ${name}` : `${lines} ${kind} ${name}`;
    }),
    ...(words.length === 0 ? [] : [`= ${words.join(" ")}`]),
    ...(declared.length === 0 ? [] : [`+ ${declared.join(" ")}`]),
    ...problems.map(({ kind, line }) => `!${line} ${kind}`),
  ];
}

const languages = [
  { extractor: javaImports, accepted: javaCases, broken: brokenJavaCases },
  { extractor: kotlinImports, accepted: kotlinCases, broken: brokenKotlinCases },
];

describe.each(languages)("$extractor.id", ({ extractor, accepted, broken }) => {
  it.each(accepted)("are read out of %j", (text, ...expected) => {
    expect(shown(extractor.extract(encoder.encode(text)))).toEqual(expected);
  });

  it.each(broken)("are read as far as can be out of %j", (text, ...expected) => {
    expect(shown(extractor.extract(encoder.encode(text)))).toEqual(expected);
  });

  it.each([...accepted, ...broken])("come back unchanged out of memory: %j", (text) => {
    const found = extractor.extract(encoder.encode(text));
    expect(extractor.decode(extractor.encode(found))).toEqual(found);
  });

  it.each(["x", "i1,0,3,a", "i1,0,a", "!1,nothing", "i-1,0,0,a", "\n"])("do not come out of %j", (text) => {
    expect(() => extractor.decode(text)).toThrow(RangeError);
  });

  it("survive any change of any byte", () => {
    const text = [...accepted, ...broken].map(([one]) => one).join("\n");
    for (const bytes of mutations(encoder.encode(text), 3_000)) {
      const found = extractor.extract(bytes);
      expect(extractor.decode(extractor.encode(found))).toEqual(found);
    }
  });

  it("stop at 50,000, and say so", () => {
    const { imports, problems } = extractor.extract(encoder.encode("import a.B;\n".repeat(50_001)));
    expect(imports).toHaveLength(50_000);
    expect(problems).toEqual([{ kind: "too-many-imports", line: 50_001 }]);
  });

  it.each([`a.${"b".repeat(1_000)}`, `${"a.".repeat(101)}b`])("leave a name out that is too long to be one", (name) => {
    const found = extractor.extract(encoder.encode(`import ${name};\nimport c.D;`));
    expect(shown(found)).toEqual(["2 c.D", "!1 name-too-long"]);
  });

  it("leave a name out that is not UTF-8, and read UTF-16 by its mark", () => {
    const text = Buffer.concat([Buffer.from("import a."), Buffer.of(0xe9), Buffer.from(";\nimport b.C;")]);
    expect(shown(extractor.extract(text))).toEqual(["2 b.C", "!1 invalid-encoding"]);
    expect(shown(extractor.extract(Buffer.from("\ufeffimport b.C;", "utf16le")))).toEqual(["1 b.C"]);
  });

  it.each([
    ["brackets", "("],
    ["mismatched brackets", "({)]"],
    ["annotations", "@A("],
    ["annotations of files", "@file:A("],
    ["imports without an end", "import a."],
    ["imports of keywords", "import import "],
    ["stars", "import a.*;\n"],
    ["quotes", '"'],
    ["triple quotes", '"""'],
    ["escaped quotes", '\\"'],
    ["templates", '"${'],
    ["long templates", '"""${'],
    ["dollars", "$"],
    ["characters", "'"],
    ["backticks", "`a"],
    ["comments without an end", "/* "],
    ["type arguments without an end", "fun <"],
    ["receivers without an end", "fun (("],
    ["class literals", "::      class"],
    ["escapes of letters", "\\u0041"],
    ["escapes of backslashes", "\\u005c"],
    ["line ends", "\r"],
    ["conflict markers", "\n<<<<<<<"],
    ["null bytes", "\0"],
    ["words", "import a.*;b c"],
  ])("are read out of %s in time that grows with the size", (_what, piece) => {
    const started = performance.now();
    extractor.extract(encoder.encode(piece.repeat(2_000_000 / piece.length)));
    // Quadratic time would be many minutes.
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("names that a Kotlin file declares", () => {
  it("stop at 50,000, at 10,000 levels, and at names that are too long", () => {
    const many = Array.from({ length: 50_001 }, (_, index) => `class A${index}\n`).join("");
    expect(kotlinImports.extract(encoder.encode(many)).problems).toEqual([{ kind: "too-many-names", line: 50_001 }]);
    const deep = kotlinImports.extract(encoder.encode(`class A\n${"{".repeat(20_000)}`));
    expect(shown(deep)).toEqual(["+ A", "!2 nested-too-deep"]);
    expect(shown(kotlinImports.extract(encoder.encode(`class ${"a".repeat(1_001)}\nclass B`)))).toEqual([
      "+ B",
      "!1 name-too-long",
    ]);
  });

  it("stop at 20,000 words", () => {
    const many = Array.from({ length: 20_001 }, (_, index) => `a${index}\n`).join("");
    const { words, problems } = kotlinImports.extract(encoder.encode(`import b.*\n${many}`));
    expect(words).toHaveLength(20_000);
    expect(problems.map(({ kind }) => kind)).toEqual(["too-many-words"]);
  });
});
