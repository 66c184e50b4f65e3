import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { type Program, parseSync, Visitor } from "oxc-parser";
import { lineFinder } from "../../../../src/formats/imports/javascript/source-text.ts";
import { readJavaScriptSource } from "../../../../src/formats/patches/javascript/read-source.ts";
import { lineMarks } from "../../../../src/formats/patches/line-marks.ts";
import type { LineKind, SourceFacts } from "../../../../src/formats/patches/source-facts.ts";

const checkout = fileURLToPath(new URL("../../../../", import.meta.url));
const patterns = [
  "{src,scripts,bench}/**/*.ts",
  "node_modules/{pino,probot,commander,minimatch,js-yaml}/**/*.{js,cjs,mjs,ts,mts,cts}",
];

interface Span {
  readonly start: number;
  readonly end: number;
}

/** The statements that import or export from elsewhere and do nothing else. */
function importSpans(program: Program): readonly Span[] {
  const spans: Span[] = [];
  new Visitor({
    ImportDeclaration: (node) => spans.push(node),
    ExportAllDeclaration: (node) => spans.push(node),
    ExportNamedDeclaration: (node) => node.source !== null && spans.push(node),
    TSImportEqualsDeclaration: (node) => node.moduleReference.type === "TSExternalModuleReference" && spans.push(node),
  }).visit(program);
  for (const node of program.body) {
    const [one, ...more] = node.type === "VariableDeclaration" ? node.declarations : [];
    const call = more.length === 0 ? one?.init : undefined;
    if (call?.type !== "CallExpression" || call.callee.type !== "Identifier" || call.callee.name !== "require")
      continue;
    const [argument] = call.arguments;
    if (call.arguments.length === 1 && argument?.type === "Literal" && typeof argument.value === "string")
      spans.push(node);
  }
  return spans;
}

/** What oxc's tokens say that each line holds; undefined when oxc rejects the file. */
function witnessed(path: string, text: string): readonly LineKind[] | undefined {
  const { program, errors, comments } = parseSync(path, text);
  if (errors.length > 0) return undefined;
  const lineAt = lineFinder(text);
  const imports = importSpans(program);
  const marks = lineMarks(text);
  const mark = (kind: "comment" | "import" | "code", { start, end }: Span) =>
    marks.mark(kind, lineAt(start), lineAt(Math.max(start, end - 1)));
  for (const comment of comments) mark("comment", comment);
  const hashbang = /^#!.*/.exec(text)?.[0].length ?? 0;
  if (hashbang > 0) mark("comment", { start: 0, end: hashbang });
  for (const span of imports) mark("import", span);
  // Every line of a template is content.
  new Visitor({ TemplateElement: (element) => mark("code", element) }).visit(program);
  // What is neither space, comment nor import is code.
  const hidden = [...comments, ...imports, { start: 0, end: hashbang }].toSorted(
    (one, other) => one.start - other.start,
  );
  let from = 0;
  for (const { start, end } of [...hidden, { start: text.length, end: text.length }]) {
    for (const { index } of text.slice(from, Math.max(from, start)).matchAll(/\S/g))
      mark("code", { start: from + index, end: from + index + 1 });
    from = Math.max(from, end);
  }
  return marks.finish(() => false);
}

function differences(path: string, { lines, problems }: SourceFacts, kinds: readonly LineKind[]): readonly string[] {
  if (problems.length > 0) return [`${path}: ${JSON.stringify(problems)}`];
  return kinds.flatMap((kind, index) =>
    kind === lines[index] ? [] : [`${path}:${index + 1}: ${lines[index]}, and oxc says ${kind}`],
  );
}

/** A field of a template, as a program has it. */
const field = (text: string) => `$\u007b${text}}`;

describe("readJavaScriptSource beside oxc", () => {
  const files = patterns.flatMap((pattern) => globSync(pattern, { cwd: checkout }));

  it("calls every line what oxc calls it", () => {
    const all: string[] = [];
    let compared = 0;
    for (const path of files) {
      const bytes = readFileSync(`${checkout}/${path}`);
      const text = bytes.toString("utf8");
      const kinds = text.includes("\r") || text.includes("\u2028") ? undefined : witnessed(path, text);
      if (kinds === undefined) continue;
      compared += 1;
      all.push(...differences(path, readJavaScriptSource(bytes), kinds));
    }
    expect(compared).toBeGreaterThan(300);
    expect(all).toEqual([]);
  });

  it.each([
    ['import a from "a"\nimport {\n  b, // why\n\n  c,\n} from "b"; x()\n', "x.ts"],
    ['import a from "a" with { type: "json" };\nimport b = require("b");\nexport * from "c"\nexport { d }\n', "x.ts"],
    [
      'const a = require("a");\nconst { b, c: d } = require("b")\nconst e = require("e").f;\nlet g = require("g"), h\n',
      "x.cjs",
    ],
    ['function f() {\n  const a = require("a");\n}\n', "x.cjs"],
    [`/* a\nimport b\n*/ x\n// c\n\`\n// no\n${field(" /* y */ z ")}\n\n\`\n`, "x.js"],
    ["const a = <b>\n  // text\n  {c /* d */}\n  {/* e */}\n  // f\n</b>\n", "x.jsx"],
    ["#!/usr/bin/env node\nimport 'a'\n\nx = /\\/\\/ no/\n", "x.mjs"],
    ['import type { A } from "a"\nimport("b")\nawait import("c")\nimport.meta.url\n', "x.ts"],
    ['export { a } from "a"; export const b = 1\n', "x.ts"],
  ])("agrees on %j", (text, path) => {
    expect(differences(path, readJavaScriptSource(Buffer.from(text)), witnessed(path, text) ?? [])).toEqual([]);
    expect(witnessed(path, text)).toBeDefined();
  });
});

describe("readJavaScriptSource: calls through imports", () => {
  it.each([
    ['import a from "m"\na()\n', [2]],
    ['import a from "m"\na.b.c()\nx.a()\n', [2]],
    ['import * as a from "m"\na()\na.b()\na?.b?.()\n', [3, 4]],
    ['import { a as b, c } from "m"\na()\nb()\nc\n  ()\n', [3, 4]],
    ['import { type a, type as b } from "m"\na()\nb()\n', [3]],
    ['import type { a } from "m"\na()\n', []],
    ['const { a, b: c } = require("m")\na()\nb()\nc()\n', [2, 4]],
    ['import a = require("m")\na.b()\n', [2]],
    ['import a from "m"\n// a()\n"a()"\n`a()`\nx = /a()/\n', []],
    ['const { a: { b, c: d }, e } = require("m")\na(b(), d(), c(), e())\n', [2, 2, 2]],
    [`import a from "m"\n\`${field("a()")}\`\n`, [2]],
    ['import "m"\nm()\n', []],
    ['const a = require("m"); f(require("n")); a()\n', [1]],
  ])("finds those of %j", (text, lines) => {
    const { imports } = readJavaScriptSource(Buffer.from(text));
    expect(imports.find(({ module }) => module === "m")?.calls).toEqual(lines);
  });
});

describe("readJavaScriptSource", () => {
  it.each(["x = (1\n", "x = `a\n", "x\n<<<<<<< ours\nx\n", "/* a\n", "x = 1\rimport 'a'\n"])(
    "has a problem with %j",
    (text) => {
      expect(readJavaScriptSource(Buffer.from(text)).problems).not.toEqual([]);
    },
  );
});
