import type { Definition, Parameter } from "../definitions.ts";
import { endOfExpression } from "./brackets.ts";
import { readParameters } from "./parameters.ts";
import type { Token } from "./tokens.ts";

/** A definition by the places of its tokens. */
export interface Found {
  readonly kind: Definition["kind"];
  readonly name: string;
  /** Where it begins and ends, and where its name is. */
  readonly first: number;
  readonly last: number;
  readonly nameAt: number;
  /** The body begins behind this. */
  readonly bodyFrom: number;
  readonly parameters: readonly Parameter[] | undefined;
  readonly parameterNames: readonly number[];
}

export interface Tokens {
  readonly tokens: readonly Token[];
  readonly closing: ReadonlyMap<number, number>;
}

const leadingWords: ReadonlySet<string> = new Set(["export", "default", "async", "declare", "abstract", "const"]);

/** Where the statement begins whose keyword stands here: `export default async function`. */
export function firstWord({ tokens }: Tokens, at: number): number {
  let first = at;
  while (first > 0 && isLeading(tokens, first)) first -= 1;
  return first;
}

function isLeading(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  return (
    before?.kind === "word" &&
    leadingWords.has(before.text) &&
    tokens[at - 2]?.text !== "." &&
    (tokens[at]?.newline === false || before.text === "export" || before.text === "default")
  );
}

/** A function whose parenthesis opens at or behind `from`: name, parameters and body. Undefined when there is none. */
export function functionFrom(
  source: Tokens,
  from: number,
  named: Pick<Found, "name" | "first" | "nameAt">,
): Found | undefined {
  const { tokens, closing } = source;
  const open = afterTypeParameters(source, from);
  if (tokens[open]?.text !== "(") return undefined;
  const close = closing.get(open) ?? open;
  const { parameters, names } = readParameters(tokens, open, close, closing);
  const body = bodyAfter(source, close + 1);
  const last = body === undefined ? endOfSignature(source, close) : (closing.get(body) ?? body);
  return { kind: "function", ...named, last, bodyFrom: from - 1, parameters, parameterNames: names };
}

/** Behind `<T extends { a: string }>`. */
function afterTypeParameters({ tokens, closing }: Tokens, from: number): number {
  if (tokens[from]?.kind !== "sign" || tokens[from]?.text !== "<") return from;
  let angles = 0;
  for (let at = from; at < tokens.length; at = (closing.get(at) ?? at) + 1) {
    const { text, kind } = tokens[at] ?? { text: "", kind: "sign" };
    if (kind !== "sign") continue;
    if (text === "<") angles += 1;
    else if (text === ">") angles -= 1;
    if (angles === 0) return at + 1;
    if (text === ";") return from;
  }
  return from;
}

/** The brace that opens a body, past the type of the result. */
function bodyAfter({ tokens, closing }: Tokens, from: number): number | undefined {
  if (tokens[from]?.text === "{") return from;
  if (tokens[from]?.text !== ":") return undefined;
  let angles = 0;
  for (let at = from + 1; at < tokens.length; at = (closing.get(at) ?? at) + 1) {
    const token = tokens[at];
    const before = tokens[at - 1];
    if (token === undefined || token.text === ";" || token.text === "}") return undefined;
    if (token.kind === "element") angles += 1;
    if (token.kind === "sign" && token.text === "<") angles += 1;
    if (token.kind === "sign" && token.text === ">" && angles > 0) angles -= 1;
    if (token.text === "{" && angles === 0 && !isObjectType(tokens, at, closing)) return at;
    if (at > from + 1 && token.newline && angles === 0 && before?.kind !== "sign" && token.kind === "word")
      return undefined;
  }
  return undefined;
}

/** Whether a brace behind a colon opens a type: something asks for one before it, or takes it further behind it. */
function isObjectType(tokens: readonly Token[], open: number, closing: ReadonlyMap<number, number>): boolean {
  const before = tokens[open - 1]?.text ?? "";
  const behind = tokens[(closing.get(open) ?? open) + 1];
  if (/^([:|&<,[(?]|=>|is|asserts|readonly|keyof|extends|infer)$/.test(before)) return true;
  return behind !== undefined && !behind.newline && /^([[|&{])$/.test(behind.text);
}

/** A signature without a body, as of overloads. */
function endOfSignature({ tokens, closing }: Tokens, close: number): number {
  const end = tokens[close + 1]?.text === ":" ? endOfExpression(tokens, close + 2, closing, "") : close;
  return tokens[end + 1]?.text === ";" ? end + 1 : end;
}

/** What a name is given by `=`: a function, an arrow or a class. `at` is the place behind the sign. */
export function valueFrom(
  source: Tokens,
  at: number,
  named: Pick<Found, "name" | "first" | "nameAt">,
): Found | undefined {
  const { tokens } = source;
  const isAsync = tokens[at]?.text === "async" && tokens[at + 1]?.newline === false && tokens[at + 1]?.text !== "=>";
  const start = isAsync ? at + 1 : at;
  const token = tokens[start];
  if (token?.kind === "word" && token.text === "function")
    return functionFrom(source, afterFunctionName(source, start), named);
  if (token?.kind === "word" && token.text === "class") return classFrom(source, start, named);
  return arrowFrom(source, start, named);
}

/** Behind `function`, `function*` or `function name`. */
export function afterFunctionName({ tokens }: Tokens, keyword: number): number {
  const name = tokens[keyword + 1]?.text === "*" ? keyword + 2 : keyword + 1;
  return tokens[name]?.kind === "word" ? name + 1 : name;
}

function arrowFrom(source: Tokens, start: number, named: Pick<Found, "name" | "first" | "nameAt">): Found | undefined {
  const { tokens, closing } = source;
  let open = afterTypeParameters(source, start);
  // What looks like an element may be the types of an arrow.
  if (tokens[open]?.kind === "element" && tokens[open + 1]?.text === "(") open += 1;
  const token = tokens[open];
  const lone = token?.kind === "word" && tokens[open + 1]?.text === "=>";
  if (!lone && token?.text !== "(") return undefined;
  const close = lone ? open : (closing.get(open) ?? open);
  const arrow = lone ? open + 1 : arrowAfter(source, close + 1);
  if (arrow === undefined) return undefined;
  const read = lone
    ? { parameters: [{ name: token.text, kind: "positional" as const, required: true }], names: [open] }
    : readParameters(tokens, open, close, closing);
  const body = arrow + 1;
  const last = tokens[body]?.text === "{" ? (closing.get(body) ?? body) : endOfExpression(tokens, body, closing, ",");
  return {
    kind: "function",
    ...named,
    last,
    bodyFrom: start - 1,
    parameters: read.parameters,
    parameterNames: read.names,
  };
}

/** `=>`, past the type of the result. */
function arrowAfter({ tokens, closing }: Tokens, from: number): number | undefined {
  if (tokens[from]?.text === "=>") return from;
  if (tokens[from]?.text !== ":") return undefined;
  for (let at = from + 1; at < tokens.length; at = (closing.get(at) ?? at) + 1) {
    const { text, kind } = tokens[at] ?? { text: ";", kind: "sign" };
    if (text === "=>") return at;
    if (kind === "sign" && /^[;,)\]}=]/.test(text)) return undefined;
  }
  return undefined;
}

export function classFrom(
  source: Tokens,
  keyword: number,
  named: Pick<Found, "name" | "first" | "nameAt">,
): Found | undefined {
  const { tokens, closing } = source;
  let angles = 0;
  for (let at = keyword + 1; at < tokens.length; at = (closing.get(at) ?? at) + 1) {
    const token = tokens[at];
    if (token?.kind !== "sign") continue;
    if (token.text === "<") angles += 1;
    else if (token.text === ">" && angles > 0) angles -= 1;
    else if (token.text === ";") return undefined;
    else if (token.text === "{" && angles === 0) {
      return {
        kind: "class",
        ...named,
        last: closing.get(at) ?? at,
        bodyFrom: named.nameAt,
        parameters: undefined,
        parameterNames: [],
      };
    }
  }
  return undefined;
}
