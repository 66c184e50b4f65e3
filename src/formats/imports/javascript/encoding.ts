import { countFrom, problemFrom, refuse, unreadFrom } from "../record-text.ts";
import type { UnreadImport } from "../unread-import.ts";
import {
  type ImportedModule,
  importKinds,
  type JavaScriptImports,
  problemKinds,
  type ReadingProblem,
} from "./imports.ts";

/** One line an import or problem. The specifier comes last, as JSON where it has a line end. */
export function encodeImports({ imports, computed, problems }: JavaScriptImports): string {
  const lines = imports.map(({ specifier, line, specifierLine, kind, typeOnly }) => {
    const text = /[\n"]/.test(specifier) ? JSON.stringify(specifier) : specifier;
    return `${line},${specifierLine - line},${importKinds.indexOf(kind)},${typeOnly ? 1 : 0},${text}`;
  });
  const unread = computed.map(({ line, mark }) => `?${line},${mark}`);
  return [...lines, ...unread, ...problems.map(({ kind, line }) => `!${line},${kind}`)].join("\n");
}

/** Throws a RangeError for a text that `encodeImports` does not make. */
export function decodeImports(text: string): JavaScriptImports {
  const imports: ImportedModule[] = [];
  const problems: ReadingProblem[] = [];
  const computed: UnreadImport[] = [];
  for (const record of text === "" ? [] : text.split("\n")) {
    if (record.startsWith("!")) problems.push(problemFrom(record.slice(1), problemKinds));
    else if (record.startsWith("?")) computed.push(unreadFrom(record.slice(1)));
    else imports.push(decodeImport(record));
  }
  return { imports, computed, problems };
}

function decodeImport(record: string): ImportedModule {
  const [head, lines, delta, kindIndex, flag, rest] = /^(\d+),(\d+),(\d),([01]),(.*)$/s.exec(record) ?? [];
  const kind = importKinds[countFrom(kindIndex)];
  if (head === undefined || rest === undefined || kind === undefined) refuse();
  const line = countFrom(lines);
  const specifier = rest.startsWith('"') ? quoted(rest) : rest;
  return { specifier, line, specifierLine: line + countFrom(delta), kind, typeOnly: flag === "1" };
}

function quoted(text: string): string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (typeof value !== "string") refuse();
  return value;
}
