import type { Token } from "./tokens.ts";

/** For each opening bracket the place of its closing one, the last token where there is none. */
export function matchBrackets(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const closing = new Map<number, number>();
  const open: number[] = [];
  for (const [at, { kind, text }] of tokens.entries()) {
    if (closes(kind, text)) {
      const start = open.pop();
      if (start !== undefined) closing.set(start, at);
    }
    if (opens(kind, text)) open.push(at);
  }
  for (const start of open) closing.set(start, tokens.length - 1);
  return closing;
}

function opens(kind: Token["kind"], text: string): boolean {
  if (kind === "sign" && (text === "(" || text === "[" || text === "{")) return true;
  return (kind === "text" || text.startsWith("}")) && text.endsWith("${");
}

/** A brace that ends the field of a template is read together with the text behind it. */
function closes(kind: Token["kind"], text: string): boolean {
  return kind === "sign" && (text === ")" || text === "]" || text.startsWith("}"));
}

const continuingWords: ReadonlySet<string> = new Set("in instanceof as satisfies extends is of".split(" "));
const unfinishedWords: ReadonlySet<string> = new Set(
  "typeof keyof void delete await new return in instanceof as satisfies extends infer readonly".split(" "),
);

/**
 * The last token of an expression or type that begins at `start`, in the sense of automatic semicolons: it ends before
 * `;`, a closing bracket, one of `stops`, or a new line that cannot go on.
 */
export function endOfExpression(
  tokens: readonly Token[],
  start: number,
  closing: ReadonlyMap<number, number>,
  stops: string,
): number {
  let at = start;
  while (at < tokens.length) {
    const token = tokens[at];
    if (token === undefined) break;
    const { kind, text } = token;
    if (kind === "sign" && (text === ";" || closes(kind, text) || (stops.includes(text) && at > start))) break;
    if (at > start && token.newline && !goesOn(tokens[at - 1], token)) break;
    at = (closing.get(at) ?? at) + 1;
  }
  return Math.max(start, at - 1);
}

/** Whether a token on a new line belongs to what stands before. */
function goesOn(before: Token | undefined, token: Token): boolean {
  if (before === undefined) return false;
  if (before.kind === "word" && unfinishedWords.has(before.text)) return true;
  if (before.kind === "sign" && !/^[)\]}]|^(\+\+|--|!)$|^>$/.test(before.text)) return true;
  if (token.kind === "word") return continuingWords.has(token.text);
  return token.kind === "sign" && !/^(@|\{|\+\+|--|!|#)/.test(token.text);
}
