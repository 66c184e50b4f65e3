import { countFrom, problemFrom, refuse } from "../record-text.ts";
import { type GoImports, type ImportedPackage, problemKinds, type ReadingProblem } from "./imports.ts";

/** One line an import or problem. An import path has no line end in it. */
export function encodeImports({ imports, problems }: GoImports): string {
  const lines = imports.map(({ specifier, line, specifierLine }) => `${line},${specifierLine - line},${specifier}`);
  return [...lines, ...problems.map(({ kind, line }) => `!${line},${kind}`)].join("\n");
}

/** Throws a RangeError for a text that `encodeImports` does not make. */
export function decodeImports(text: string): GoImports {
  const imports: ImportedPackage[] = [];
  const problems: ReadingProblem[] = [];
  for (const record of text === "" ? [] : text.split("\n")) {
    if (record.startsWith("!")) problems.push(problemFrom(record.slice(1), problemKinds));
    else imports.push(decodeImport(record));
  }
  return { imports, problems };
}

function decodeImport(record: string): ImportedPackage {
  const [, lines, delta, specifier] = /^(\d+),(\d+),(.+)$/.exec(record) ?? [];
  if (specifier === undefined) refuse();
  const line = countFrom(lines);
  return { specifier, line, specifierLine: line + countFrom(delta) };
}
