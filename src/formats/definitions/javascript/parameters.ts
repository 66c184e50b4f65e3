import type { Parameter } from "../definitions.ts";
import type { Token } from "./tokens.ts";

const modifiers: ReadonlySet<string> = new Set(["public", "private", "protected", "readonly", "override"]);

export interface ReadParameters {
  readonly parameters: readonly Parameter[];
  /** Places of their names, which are no uses. */
  readonly names: readonly number[];
}

/** The parameters between two parentheses. `this` of TypeScript is none. A missing argument is `undefined`: only the types require it. */
export function readParameters(
  tokens: readonly Token[],
  open: number,
  close: number,
  closing: ReadonlyMap<number, number>,
): ReadParameters {
  const parameters: Parameter[] = [];
  const names: number[] = [];
  let at = open + 1;
  while (at < close) {
    let first = at;
    while (isPassed(tokens, first))
      first = tokens[first]?.text === "@" ? afterDecorator(tokens, first, closing) : first + 1;
    const rest = tokens[first]?.text === "...";
    if (rest) first += 1;
    const end = endOfPart(tokens, first, close, closing);
    const token = tokens[first];
    if (token?.kind === "word" && token.text !== "this") {
      names.push(first);
      parameters.push({
        name: token.text,
        kind: rest ? "rest" : "positional",
        required: !rest && isRequired(tokens, first + 1, end, closing),
      });
    } else if (token?.kind === "sign" && (token.text === "{" || token.text === "[")) {
      const behind = (closing.get(first) ?? first) + 1;
      parameters.push({
        name: "",
        kind: rest ? "rest" : "positional",
        required: !rest && isRequired(tokens, behind, end, closing),
      });
    }
    at = end + 1;
  }
  return { parameters, names };
}

function isPassed(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (token?.text === "@" && token.kind === "sign") return true;
  const next = tokens[at + 1];
  return (
    token?.kind === "word" &&
    modifiers.has(token.text) &&
    (next?.kind === "word" || next?.text === "{" || next?.text === "[")
  );
}

/** `@name.of.it(...)` */
export function afterDecorator(tokens: readonly Token[], start: number, closing: ReadonlyMap<number, number>): number {
  let at = start + 1;
  if (tokens[at]?.text === "(") return (closing.get(at) ?? at) + 1;
  at += 1;
  while (tokens[at]?.text === ".") at += 2;
  return tokens[at]?.text === "(" && tokens[at]?.newline === false ? (closing.get(at) ?? at) + 1 : at;
}

/** Where the comma behind a parameter is, or the closing parenthesis. Commas between `<` and `>` of types do not count. */
function endOfPart(
  tokens: readonly Token[],
  start: number,
  close: number,
  closing: ReadonlyMap<number, number>,
): number {
  let [angles, hasDefault] = [0, false];
  let at = start;
  while (at < close) {
    const { kind, text } = tokens[at] ?? { kind: "sign", text: "" };
    if (kind === "sign") {
      if (text === "=") hasDefault = true;
      else if (text === "<" && !hasDefault) angles += 1;
      else if (text === ">" && !hasDefault && angles > 0) angles -= 1;
      else if (text === "," && angles === 0) return at;
    }
    at = (closing.get(at) ?? at) + 1;
  }
  return close;
}

function isRequired(
  tokens: readonly Token[],
  start: number,
  end: number,
  closing: ReadonlyMap<number, number>,
): boolean {
  if (tokens[start]?.text === "?") return false;
  for (let at = start; at < end; at = (closing.get(at) ?? at) + 1) if (tokens[at]?.text === "=") return false;
  return true;
}
