import type { LogicalLine, Token } from "../../definitions/python/tokens.ts";

/** The statements of a logical line, without the `;` between them. A header such as `try:` is one with what follows it. */
export function statementsOf({ tokens }: LogicalLine): readonly (readonly Token[])[] {
  const statements: Token[][] = [[]];
  let depth = 0;
  for (const token of tokens) {
    const sign = token.kind === "sign" ? token.text : "";
    if (sign !== "" && "([{".includes(sign)) depth += 1;
    else if (sign !== "" && ")]}".includes(sign)) depth -= 1;
    if (sign === ";" && depth === 0) statements.push([]);
    else statements.at(-1)?.push(token);
  }
  return statements.filter((statement) => statement.length > 0);
}

export function isImport([first, second]: readonly Token[]): boolean {
  if (first?.kind !== "name") return false;
  if (first.text === "import" || first.text === "from") return true;
  return first.text === "lazy" && second?.kind === "name" && (second.text === "import" || second.text === "from");
}

/** Whether the line opens a block on the lines that follow. */
export function opensBlock({ tokens }: LogicalLine): boolean {
  const last = tokens.at(-1);
  return last?.kind === "sign" && last.text === ":";
}

/** Whether the line defines what may have a docstring. */
export function isDefinition({ tokens }: LogicalLine): boolean {
  const [first, second] = tokens;
  const word = first?.text === "async" ? second : first;
  return word?.kind === "name" && (word.text === "def" || word.text === "class");
}
