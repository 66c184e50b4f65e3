import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { type ImportExpression, parseSync, Visitor } from "oxc-parser";
import { scanJavaScriptImports } from "../../../../src/formats/imports/javascript/extractor.ts";

const checkout = fileURLToPath(new URL("../../../../", import.meta.url));

/** Real programs of every dialect: our own, and packages that are installed for our own use. */
const patterns = [
  "{src,test,scripts,bench}/**/*.ts",
  "node_modules/{kysely,pino,probot,zod,commander,minimatch,yargs,jest-runtime,js-yaml}/**/*.{js,cjs,mjs,ts,mts,cts}",
];

/** A plain specifier, or undefined. */
function textOf(node: ImportExpression["source"]): string | undefined {
  if (node.type === "Literal") return typeof node.value === "string" ? node.value : undefined;
  const [first, ...others] = node.type === "TemplateLiteral" ? node.quasis : [];
  return others.length === 0 ? (first?.value.cooked ?? undefined) : undefined;
}

function kindOf(node: object, key: "importKind" | "exportKind"): unknown {
  return new Map<string, unknown>(Object.entries(node)).get(key);
}

interface Witnessed {
  readonly offset: number;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** What oxc's syntax tree says; undefined when oxc rejects the file. */
function witnessed(path: string, text: string): readonly Witnessed[] | undefined {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) return undefined;
  const found: Witnessed[] = [];
  const add = (source: { start: number; value: string } | null, typeOnly: boolean) => {
    if (source !== null) found.push({ offset: source.start, specifier: source.value, typeOnly });
  };
  const areTypes = (all: readonly object[]) =>
    all.length > 0 && all.every((one) => kindOf(one, "importKind") === "type" || kindOf(one, "exportKind") === "type");
  new Visitor({
    ImportDeclaration: ({ importKind, source, specifiers }) =>
      add(source, importKind === "type" || areTypes(specifiers)),
    ExportAllDeclaration: ({ exportKind, source }) => add(source, exportKind === "type"),
    ExportNamedDeclaration: ({ exportKind, source, specifiers }) =>
      add(source, exportKind === "type" || areTypes(specifiers)),
    TSImportType: ({ source }) => add(source, true),
    TSExternalModuleReference: ({ expression }) => add(expression, false),
    ImportExpression({ source }) {
      const value = textOf(source);
      if (value !== undefined) add({ start: source.start, value }, false);
    },
    CallExpression({ callee, arguments: [argument] }) {
      if (callee.type !== "Identifier" || callee.name !== "require") return;
      if (argument === undefined || argument.type === "SpreadElement") return;
      const value = textOf(argument);
      if (value !== undefined) add({ start: argument.start, value }, false);
    },
  }).visit(program);
  return found.sort((one, other) => one.offset - other.offset);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split(/\r\n|\r|\n/).length;
}

describe("programs, read by us and by oxc", () => {
  const paths = globSync(patterns, { cwd: checkout });

  it("have the same imports in the same lines, and no problems", () => {
    let imports = 0;
    for (const path of paths) {
      const bytes = readFileSync(checkout + path);
      const text = bytes.toString("utf8").replace(/^\ufeff/, "");
      const wanted = witnessed(path, text);
      if (wanted === undefined) continue;
      imports += wanted.length;
      const read = scanJavaScriptImports(bytes);
      // oxc takes references in comments for comments.
      const isComment = (line: number) =>
        text
          .split(/\r\n|\r|\n/)
          [line - 1]?.trimStart()
          .startsWith("///") === true;
      const imported = read.imports.filter(({ specifierLine }) => !isComment(specifierLine));
      const found = imported.map(({ specifier, specifierLine }) => `${specifierLine} ${specifier}`);
      const expected = wanted.map(({ offset, specifier }) => `${lineAt(text, offset)} ${specifier}`);
      expect([path, read.problems, found]).toEqual([path, [], expected]);
    }
    expect(paths.length).toBeGreaterThan(500);
    expect(imports).toBeGreaterThan(2_000);
  });

  it("have the same imports of nothing but types", () => {
    for (const path of paths.filter((one) => !one.includes("node_modules/"))) {
      const text = readFileSync(checkout + path, "utf8");
      const found = scanJavaScriptImports(Buffer.from(text)).imports.map(({ typeOnly }) => typeOnly);
      expect([path, found]).toEqual([path, witnessed(path, text)?.map(({ typeOnly }) => typeOnly)]);
    }
  });
});
