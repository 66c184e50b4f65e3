import { readPythonDefinitions } from "../../definitions/python/read-definitions.ts";
import { type LogicalLine, logicalLines } from "../../definitions/python/tokens.ts";
import { cursorOver } from "../../imports/python/cursor.ts";
import { scanPythonImports } from "../../imports/python/extractor.ts";
import type { ImportedName } from "../../imports/python/imports.ts";
import { sourceBytes } from "../../imports/python/source-bytes.ts";
import { hasOtherLines, type LineMarks, lineMarks, linesOf } from "../line-marks.ts";
import type { SourceFacts, TakenImport } from "../source-facts.ts";
import { callsThrough } from "./calls.ts";
import { isDefinition, isImport, opensBlock, statementsOf } from "./statements.ts";

/** What a patch is judged by in a Python file. Never throws; what cannot be read is a problem. */
export function readPythonSource(file: Uint8Array): SourceFacts {
  const { bytes, problems } = sourceBytes(file);
  const text = new TextDecoder().decode(bytes);
  const scanned = scanPythonImports(file);
  const { definitions, complete } = readPythonDefinitions(file);
  const marks = lineMarks(text);
  const calls = callsThrough(scanned.imports);
  const cursor = cursorOver(bytes, problems);
  const docstrings = docstringPlaces(linesOf(text));
  for (const line of logicalLines(cursor)) {
    markLine(marks, line, docstrings(line));
    calls.take(line);
  }
  const trouble = new Map(
    [...scanned.problems, ...cursor.problems].map((problem) => [JSON.stringify(problem), problem]),
  );
  return {
    definitions,
    imports: scanned.imports.map((imported) => takenImport(imported, calls.of(imported))),
    lines: marks.finish((line) => line.startsWith("#")),
    problems: [
      ...trouble.values(),
      ...(hasOtherLines(text) ? [{ kind: "carriage-return", line: 1 }] : []),
      ...(complete || trouble.size > 0 ? [] : [{ kind: "unreadable", line: 1 }]),
    ],
  };
}

function takenImport(imported: ImportedName, calls: readonly number[]): TakenImport {
  const { level, module, name, line, dynamic, typeCheckingOnly } = imported;
  return { module: `${".".repeat(level)}${module}`, name, line, dynamic, typeOnly: typeCheckingOnly, calls };
}

function markLine(marks: LineMarks, line: LogicalLine, isDocstring: boolean): void {
  for (const statement of statementsOf(line)) {
    const kind = isDocstring ? "docstring" : isImport(statement) ? "import" : "code";
    for (const token of statement) marks.mark(kind, token.line, token.lastLine);
  }
}

/** Tells of each logical line, in order, whether it is a docstring: the first statement of the file or of a definition. */
function docstringPlaces(texts: readonly string[]): (line: LogicalLine) => boolean {
  let isPlace = true;
  return (line) => {
    const [first] = line.tokens;
    const isString = line.tokens.every(({ kind }) => kind === "string");
    // A formatted one is evaluated, and one of bytes documents nothing.
    const isPlain = /^[\s\uFEFF]*[rRuU]?["']/.test(texts[(first?.line ?? 0) - 1] ?? "");
    const isDocstring = isPlace && isString && isPlain;
    isPlace = isDefinition(line) && opensBlock(line);
    return isDocstring;
  };
}
