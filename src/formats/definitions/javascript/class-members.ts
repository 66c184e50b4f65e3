import { endOfExpression } from "./brackets.ts";
import { type Found, functionFrom, type Tokens, valueFrom } from "./find-definitions.ts";
import { afterDecorator } from "./parameters.ts";
import type { Token } from "./tokens.ts";

/** Where the body of a class opens. */
export function bodyOf({ tokens, closing }: Tokens, { last }: Found): number | undefined {
  for (let at = last - 1; at >= 0; at -= 1) if (tokens[at]?.text === "{" && closing.get(at) === last) return at;
  return undefined;
}

const memberModifiers: ReadonlySet<string> = new Set(
  "public private protected static readonly abstract override async get set declare accessor".split(" "),
);

/** Methods of a class, and fields that hold functions. */
export function membersOf(source: Tokens, open: number): readonly Found[] {
  const { tokens, closing } = source;
  const end = closing.get(open) ?? tokens.length - 1;
  const members: Found[] = [];
  let at = open + 1;
  while (at < end) {
    const { found, next } = memberAt(source, at, end);
    if (found !== undefined) members.push(found);
    at = Math.max(next, at + 1);
  }
  return members;
}

function memberAt(
  source: Tokens,
  first: number,
  end: number,
): { readonly found: Found | undefined; readonly next: number } {
  const { tokens, closing } = source;
  let at = first;
  while (tokens[at]?.text === "@" && tokens[at]?.kind === "sign") at = afterDecorator(tokens, at, closing);
  while (isModifier(tokens, at)) at += 1;
  if (tokens[at]?.text === "*") at += 1;
  const token = tokens[at];
  if (token === undefined || at >= end) return { found: undefined, next: end };
  if (token.text === ";") return { found: undefined, next: at + 1 };
  if (token.text === "{") return { found: undefined, next: (closing.get(at) ?? at) + 1 };
  const nameEnd = token.text === "[" ? (closing.get(at) ?? at) : at;
  const name = memberName(token);
  const behind = /^[?!]$/.test(tokens[nameEnd + 1]?.text ?? "") ? nameEnd + 2 : nameEnd + 1;
  const named = { name: name ?? "", first, nameAt: at };
  const method = functionFrom(source, behind, named);
  if (method !== undefined) return { found: name === undefined ? undefined : method, next: method.last + 1 };
  const last = endOfExpression(tokens, at, closing, "");
  const sign = signOf(source, behind, last);
  const value = sign === undefined || name === undefined ? undefined : valueFrom(source, sign + 1, named);
  const next = Math.max(last, value?.last ?? 0) + 1;
  return { found: value === undefined || value.kind !== "function" ? undefined : value, next };
}

function isModifier(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  const next = tokens[at + 1];
  if (token?.kind !== "word" || !memberModifiers.has(token.text) || next === undefined) return false;
  // A member may itself be called `get` or `static`.
  return next.kind === "word" || next.kind === "text" || /^(\[|\*|\{)$/.test(next.text)
    ? next.text !== "{" || token.text === "static"
    : false;
}

function memberName({ kind, text }: Token): string | undefined {
  if (kind === "word") return text;
  return kind === "text" && /^["']/.test(text) ? text.slice(1, -1) : undefined;
}

/** The `=` of a field or variable, past its type. */
export function signOf({ tokens, closing }: Tokens, from: number, last: number): number | undefined {
  for (let at = from; at <= last; at = (closing.get(at) ?? at) + 1)
    if (tokens[at]?.text === "=" && tokens[at]?.kind === "sign") return at;
  return undefined;
}
