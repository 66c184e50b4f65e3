import { cursorOver } from "../../imports/javascript/cursor.ts";
import { sourceText } from "../../imports/javascript/source-text.ts";
import type { FileDefinitions } from "../definitions.ts";
import { type Outline, startOutline } from "../outline.ts";
import { endOfExpression, matchBrackets } from "./brackets.ts";
import { bodyOf, membersOf, signOf } from "./class-members.ts";
import {
  afterFunctionName,
  classFrom,
  type Found,
  firstWord,
  functionFrom,
  type Tokens,
  valueFrom,
} from "./find-definitions.ts";
import { isReservedWord } from "./reserved-words.ts";
import { readTokens, type Token } from "./tokens.ts";

/**
 * Functions, classes, methods and types of a JavaScript or TypeScript file, with variables and fields that hold a function
 * or class, and every name that the file uses. Never throws; a file that no compiler accepts is not `complete`.
 */
export function readJavaScriptDefinitions(file: Uint8Array): FileDefinitions {
  const cursor = cursorOver(sourceText(file));
  const tokens = readTokens(cursor);
  const outline = startOutline();
  const source: Tokens = { tokens, closing: matchBrackets(tokens) };
  const waiting = new Map<number, Found>();
  const passed = new Set<number>();
  const lineOf = (at: number) => cursor.lineAt(Math.max(tokens[at]?.start ?? 0, (tokens[at]?.end ?? 1) - 1));
  for (const [at, token] of tokens.entries()) {
    while ((outline.open.at(-1)?.level ?? at) < at) outline.end(lineOf(outline.open.at(-1)?.level ?? at));
    for (const found of foundAt(source, at)) {
      waiting.set(found.nameAt, found);
      if (found.kind !== "class") continue;
      const body = bodyOf(source, found);
      for (const member of body === undefined ? [] : membersOf(source, body)) waiting.set(member.nameAt, member);
    }
    const found = waiting.get(at);
    if (found !== undefined) {
      const firstLine = tokens[found.first]?.line ?? token.line;
      outline.begin({ kind: found.kind, name: found.name, firstLine }, found.last, found.parameters);
      for (const name of found.parameterNames) passed.add(name);
      continue;
    }
    outline.token(token.text);
    if (!passed.has(at)) readName(outline, tokens, at);
  }
  while (outline.open.length > 0) outline.end(lineOf(Math.min(outline.open.at(-1)?.level ?? 0, tokens.length - 1)));
  if (cursor.problems.length > 0 || cursor.frames.length > 0) outline.fail();
  return outline.finish();
}

/** What a keyword at this place defines. */
function foundAt(source: Tokens, at: number): readonly Found[] {
  const { tokens } = source;
  const token = tokens[at];
  if (token?.kind !== "word" || tokens[at - 1]?.text === ".") return [];
  switch (token.text) {
    case "function":
    case "class":
      return declared(source, at);
    case "const":
    case "let":
    case "var":
      return variables(source, at);
    case "interface":
    case "type":
    case "enum":
    case "namespace":
    case "module":
      return typeAt(source, at);
    default:
      return [];
  }
}

function declared(source: Tokens, at: number): readonly Found[] {
  const { tokens } = source;
  const first = firstWord(source, at);
  if (!beginsStatement(tokens, first)) return [];
  const isFunction = tokens[at]?.text === "function";
  const nameAt = isFunction && tokens[at + 1]?.text === "*" ? at + 2 : at + 1;
  const name = tokens[nameAt];
  if (name?.kind !== "word" || name.text === "extends") return [];
  const named = { name: name.text, first, nameAt };
  const found = isFunction ? functionFrom(source, afterFunctionName(source, at), named) : classFrom(source, at, named);
  return found === undefined ? [] : [found];
}

/** Without semicolons, the arguments of a type may end the statement before. */
function beginsStatement(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token === undefined) return false;
  return token.statement || token.text === "export" || (token.newline && tokens[at - 1]?.text === ">");
}

/** Every variable of the statement that is given a function or a class. */
function variables(source: Tokens, keyword: number): readonly Found[] {
  const { tokens, closing } = source;
  const found: Found[] = [];
  const first = firstWord(source, keyword);
  let at = keyword + 1;
  while (at < tokens.length) {
    const name = tokens[at];
    const last = endOfExpression(tokens, at, closing, "");
    const sign = signOf(source, at + 1, last);
    if (name?.kind !== "word" || sign === undefined) return found;
    const value = valueFrom(source, sign + 1, { name: name.text, first: found.length === 0 ? first : at, nameAt: at });
    if (value !== undefined) found.push(value);
    const end = value?.last ?? endOfExpression(tokens, sign + 1, closing, ",");
    if (tokens[end + 1]?.text !== ",") return found;
    at = end + 2;
  }
  return found;
}

/** These words are names, too: a definition has a name and what belongs to it behind them. */
function typeAt(source: Tokens, at: number): readonly Found[] {
  const { tokens, closing } = source;
  const first = firstWord(source, at);
  const name = tokens[at + 1];
  if (name?.kind !== "word" || name.newline || !beginsStatement(tokens, first)) return [];
  const named = { name: name.text, first, nameAt: at + 1 };
  if (tokens[at]?.text !== "type") {
    const found = classFrom(source, at, named);
    return found === undefined ? [] : [{ ...found, kind: "type" }];
  }
  if (!/^[=<]$/.test(tokens[at + 2]?.text ?? "")) return [];
  const sign = signOf(source, at + 2, tokens.length - 1);
  if (sign === undefined) return [];
  const end = endOfExpression(tokens, sign + 1, closing, "");
  const last = tokens[end + 1]?.text === ";" ? end + 1 : end;
  return [{ ...named, kind: "type", last, bodyFrom: at + 1, parameters: undefined, parameterNames: [] }];
}

function readName(outline: Outline, tokens: readonly Token[], at: number): void {
  const token = tokens[at];
  if (token === undefined) return;
  const { kind, text, line } = token;
  if (kind === "element") outline.use({ name: text, line, member: false, called: false });
  if (kind === "imports") {
    // Without the module's own name.
    const names = text.replaceAll(/"[^"]*"|'[^']*'|\/\*[\s\S]*?\*\/|\/\/.*/g, "").match(/[\w$\u0080-\uffff]+/g) ?? [];
    for (const name of names) if (!isReservedWord(name)) outline.use({ name, line, member: false, called: false });
  }
  if (kind !== "word" || isReservedWord(text)) return;
  const before = tokens[at - 1]?.text;
  const next = tokens[at + 1];
  const member = before === "." || before === "?.";
  const after = next?.kind === "sign" ? next.text : "";
  const isKey = token.inObject && after === ":";
  if (isKey || (after === "=" && tokens[at + 2]?.text !== "=") || (token.inObject && after === "("))
    outline.assign(text);
  if (!isKey) outline.use({ name: text, line, member, called: after === "(" });
}
