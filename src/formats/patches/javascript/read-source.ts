import { readJavaScriptDefinitions } from "../../definitions/javascript/read-definitions.ts";
import { type Cursor, cursorOver } from "../../imports/javascript/cursor.ts";
import { scanJavaScriptImports } from "../../imports/javascript/extractor.ts";
import type { ImportedModule } from "../../imports/javascript/imports.ts";
import { lineFinder, sourceText } from "../../imports/javascript/source-text.ts";
import { hasOtherLines, lineMarks } from "../line-marks.ts";
import type { SourceFacts, TakenImport } from "../source-facts.ts";
import { importedNames, requireStatement } from "./bindings.ts";
import { callsThroughBindings } from "./calls.ts";
import { type Piece, piecesOf } from "./pieces.ts";

/** What a patch is judged by in a file of JavaScript or TypeScript. Never throws; what cannot be read is a problem. */
export function readJavaScriptSource(file: Uint8Array): SourceFacts {
  const source = sourceText(file);
  const { text } = source;
  const cursor = cursorOver(source);
  const { definitions, complete } = readJavaScriptDefinitions(file);
  const { lines, callsOf } = walk(text, cursor);
  const { imports } = cursor;
  const { problems } = scanJavaScriptImports(file);
  return {
    definitions,
    imports: imports.map((imported) => takenImport(imported, callsOf(imported))),
    lines,
    problems: [
      ...problems,
      ...(hasOtherLines(text) ? [{ kind: "carriage-return", line: 1 }] : []),
      ...(complete || problems.length > 0 ? [] : [{ kind: "unreadable", line: 1 }]),
    ],
  };
}

function takenImport(imported: ImportedModule, calls: readonly number[]): TakenImport {
  const { specifier, line, kind, typeOnly } = imported;
  return { module: specifier, name: undefined, line, dynamic: kind === "dynamic", typeOnly, calls };
}

/** What may stand behind the specifier: the parenthesis of `require`, attributes, and the end of the statement. */
const importEnd = /\s*\)?\s*(?:(?:with|assert)\s*\{[^{}]*\})?[ \t]*;?/y;

function walk(text: string, cursor: Cursor) {
  const lineAt = lineFinder(text);
  const marks = lineMarks(text);
  const calls = callsThroughBindings(text);
  let importUntil = 0;
  let known = 0;
  let waiting: ReturnType<typeof requireStatement>;
  let before: Piece | undefined;
  for (const piece of piecesOf(cursor)) {
    const { start, end, kind } = piece;
    const found = cursor.imports.slice(known);
    known = cursor.imports.length;
    if (kind === "import") {
      importEnd.lastIndex = end;
      importUntil = end + (importEnd.exec(text)?.[0].trimEnd().length ?? 0);
      const names = importedNames(text.slice(start, end));
      for (const imported of found) if (!imported.typeOnly) calls.bind(imported, names);
    } else if (kind === "word" && piece.top) {
      // These words begin a statement wherever they stand outside of brackets.
      const statement = requireStatement(text, start);
      if (statement !== undefined) [waiting, importUntil] = [statement, statement.end];
    }
    if (waiting !== undefined && start < waiting.end) {
      for (const imported of found) if (imported.kind === "require") calls.bind(imported, waiting.names);
    }
    const marked = kind === "comment" ? "comment" : kind === "import" || start < importUntil ? "import" : "code";
    marks.mark(marked, lineAt(firstVisible(text, start)), lineAt(lastVisible(text, end)));
    if (kind === "word" && marked === "code" && !isDot(text, before)) {
      calls.word(text.slice(start, end), end, lineAt(start));
    }
    if (kind !== "comment") before = piece;
  }
  return { lines: marks.finish(() => false), callsOf: calls.of };
}

function isDot(text: string, before: Piece | undefined): boolean {
  return before !== undefined && /\.$/.test(text.slice(before.start, before.end));
}

function firstVisible(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text.charAt(at))) at += 1;
  return at;
}

function lastVisible(text: string, end: number): number {
  let at = end - 1;
  while (at > 0 && /\s/.test(text.charAt(at))) at -= 1;
  return at;
}
