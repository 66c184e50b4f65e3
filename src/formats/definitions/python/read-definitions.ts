import { cursorOver } from "../../imports/python/cursor.ts";
import { isReserved } from "../../imports/python/keywords.ts";
import { sourceBytes } from "../../imports/python/source-bytes.ts";
import type { FileDefinitions } from "../definitions.ts";
import { type Outline, startOutline } from "../outline.ts";
import { readParameters } from "./parameters.ts";
import { logicalLines, type Token } from "./tokens.ts";

/**
 * Functions, methods and classes of a Python file with their lines and parameters, as CPython's `ast` has them, and every
 * name that the file uses. Never throws; a file that CPython cannot parse is read as far as it goes, and is not `complete`.
 */
export function readPythonDefinitions(file: Uint8Array): FileDefinitions {
  const { bytes, problems } = sourceBytes(file);
  const cursor = cursorOver(bytes, problems);
  const outline = startOutline();
  let lastLine = 0;
  let decorated = 0;
  for (const { indentation, tokens } of logicalLines(cursor)) {
    const [first] = tokens;
    if (first === undefined) continue;
    while ((outline.open.at(-1)?.level ?? -1) >= indentation) outline.end(lastLine);
    if (first.text === "@" && decorated === 0) decorated = first.line;
    readTokens(outline, tokens, indentation, decorated);
    if (first.text !== "@") decorated = 0;
    lastLine =
      tokens.at(-1)?.inField === true
        ? Math.max(...tokens.map((token) => token.lastLine))
        : (tokens.at(-1)?.lastLine ?? lastLine);
  }
  while (outline.open.length > 0) outline.end(lastLine);
  if (cursor.problems.length > 0) outline.fail();
  return outline.finish();
}

/** One logical line. What begins a definition is taken apart; every other name is used or assigned. */
function readTokens(outline: Outline, tokens: readonly Token[], level: number, decorated: number): void {
  const word = tokens[0]?.text === "async" ? 1 : 0;
  const keyword = tokens[word]?.text;
  const name = tokens[word + 1];
  let next = 0;
  let parameterNames: ReadonlySet<Token> = new Set();
  if ((keyword === "def" || keyword === "class") && name?.kind === "name" && tokens[word]?.kind === "name") {
    const firstLine = decorated === 0 ? (tokens[0]?.line ?? 0) : decorated;
    const open = openParenthesis(tokens, word + 2);
    const read = keyword === "def" && open !== -1 ? readParameters(tokens, open + 1) : undefined;
    if (read !== undefined) parameterNames = read.names;
    outline.begin(
      { kind: keyword === "def" ? "function" : "class", name: name.text, firstLine },
      level,
      keyword === "def" ? (read?.parameters ?? []) : undefined,
    );
    next = word + 2;
  }
  let depth = 0;
  for (let at = next; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (token === undefined) break;
    outline.token(token.text);
    if (token.kind === "sign") depth += "([{".includes(token.text) ? 1 : ")]}".includes(token.text) ? -1 : 0;
    if (token.kind !== "name" || isReserved(token.text) || parameterNames.has(token)) continue;
    readName(outline, tokens, at, depth);
  }
}

/** Behind the name of a function, past its type parameters. */
function openParenthesis(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at += 1) {
    const { text = "", kind } = tokens[at] ?? {};
    if (kind !== "sign") continue;
    if (text === "(" && depth === 0) return at;
    if (text === "[" || text === "(") depth += 1;
    else if (text === "]" || text === ")") depth -= 1;
    else if (text === ":" && depth === 0) return -1;
  }
  return -1;
}

function readName(outline: Outline, tokens: readonly Token[], at: number, depth: number): void {
  const token = tokens[at];
  if (token === undefined) return;
  const { text: name, line, inField } = token;
  const before = tokens[at - 1];
  const after = tokens[at + 1];
  const member = !inField && before?.kind === "sign" && before.text === ".";
  const next = after?.kind === "sign" && !inField ? after.text : "";
  // The name of an argument is that of a parameter elsewhere.
  if (next === "=" && depth > 0 && !member && (before?.text === "(" || before?.text === ",")) return;
  const isStored =
    (next === "=" && depth === 0 && before?.text !== ":") ||
    next === ":=" ||
    (next === ":" && at === 0) ||
    before?.text === "for" ||
    before?.text === "as";
  if (isStored) outline.assign(name);
  if (!isStored || member) outline.use({ name, line, member, called: next === "(" });
}
