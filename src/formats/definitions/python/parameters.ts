import type { Parameter } from "../definitions.ts";
import type { Token } from "./tokens.ts";

/**
 * The parameters of a function, from behind the opening parenthesis at `start`, and where the closing one is. Annotations
 * are left out. Without a closing one the end is that of the line.
 */
export function readParameters(
  tokens: readonly Token[],
  start: number,
): { readonly parameters: readonly Parameter[]; readonly end: number; readonly names: ReadonlySet<Token> } {
  const parameters: Parameter[] = [];
  const names = new Set<Token>();
  let end = start;
  let namedOnly = false;
  while (end < tokens.length && tokens[end]?.text !== ")") {
    const part = partFrom(tokens, end);
    end = part.end;
    const [first, second] = part.tokens;
    const text = first?.kind === "sign" ? first.text : "";
    const name = text === "" ? first : second;
    if (text === "/")
      for (const [at, known] of parameters.entries()) parameters[at] = { ...known, kind: "positional-only" };
    else if (text === "*" && name === undefined) namedOnly = true;
    else if (name?.kind === "name") {
      names.add(name);
      const kind = text === "*" ? "rest" : text === "**" ? "keyword-rest" : namedOnly ? "keyword-only" : "positional";
      if (text === "*") namedOnly = true;
      parameters.push({ name: name.text, kind, required: text === "" && !part.hasDefault });
    }
    if (tokens[end]?.text === ",") end += 1;
  }
  return { parameters, end, names };
}

/** One parameter up to its comma. A lambda in a default has commas of its own. */
function partFrom(tokens: readonly Token[], start: number) {
  let [depth, lambdas, hasDefault] = [0, 0, false];
  let end = start;
  for (; end < tokens.length; end += 1) {
    const token = tokens[end];
    const text = token?.kind === "string" ? "" : (token?.text ?? "");
    if (depth === 0 && (text === ")" || (text === "," && lambdas === 0))) break;
    if ("([{".includes(text) && text !== "") depth += 1;
    else if (")]}".includes(text) && text !== "") depth -= 1;
    else if (depth === 0 && text === "lambda") lambdas += 1;
    else if (depth === 0 && text === ":" && lambdas > 0) lambdas -= 1;
    else if (depth === 0 && text === "=") hasDefault = true;
  }
  return { tokens: tokens.slice(start, end), end, hasDefault };
}
