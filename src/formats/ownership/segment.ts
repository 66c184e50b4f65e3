/** One name of a path as a pattern has it: any number of names, any one name, one certain name, or one with wildcards. */
export type Segment =
  | { readonly kind: "any-names" }
  | { readonly kind: "any-name" }
  | { readonly kind: "name"; readonly text: string }
  | {
      readonly kind: "wild";
      readonly tokens: readonly Token[];
      /** What every such name begins and ends with: most names are told apart by that. */
      readonly start: string;
      readonly end: string;
    };

/** A character that stands for itself, any one character, or any number of them. */
type Token = { readonly kind: "text"; readonly text: string } | { readonly kind: "one" } | { readonly kind: "many" };

/** Reads what stands between two slashes. A backslash makes the next character stand for itself. */
export function segmentOf(text: string): Segment {
  if (/^\*{2,}$/.test(text)) return { kind: "any-names" };
  if (text === "*") return { kind: "any-name" };
  const tokens: Token[] = [];
  const characters = [...text];
  for (let at = 0; at < characters.length; at += 1) {
    const character = characters[at] ?? "";
    if (character === "\\") {
      at += 1;
      tokens.push({ kind: "text", text: characters[at] ?? "" });
    } else if (character === "?") tokens.push({ kind: "one" });
    else if (character !== "*") tokens.push({ kind: "text", text: character });
    else if (tokens.at(-1)?.kind !== "many") tokens.push({ kind: "many" });
  }
  const texts = tokens.flatMap((token) => (token.kind === "text" ? [token.text] : []));
  if (texts.length === tokens.length) return { kind: "name", text: texts.join("") };
  return { kind: "wild", tokens, start: textOf(tokens), end: textOf(tokens.toReversed(), true) };
}

/** The characters up to the first wildcard. */
function textOf(tokens: readonly Token[], fromBehind = false): string {
  const wild = tokens.findIndex(({ kind }) => kind !== "text");
  const texts = tokens.slice(0, wild).map((token) => (token.kind === "text" ? token.text : ""));
  return (fromBehind ? texts.toReversed() : texts).join("");
}

/** How many steps matching has taken, and how many it may take: whoever wrote patterns and paths may mean harm. */
export interface Effort {
  steps: number;
  readonly most: number;
}

/** Matching would take more steps than it may. */
export class TooMuchEffort extends Error {
  override readonly name = "TooMuchEffort";
}

/**
 * Whether the names of a path are as the segments say, all of them. Takes at most as many steps as the product of both
 * lengths. Throws TooMuchEffort.
 */
export function matchesSegments(segments: readonly Segment[], names: readonly string[], effort: Effort): boolean {
  let at = 0;
  let next = 0;
  // Where to go on from when what follows the last `**` does not fit after all; earlier ones need not be tried again.
  let retry: { readonly next: number; at: number } | undefined;
  while (at < names.length) {
    step(effort);
    const segment = segments[next];
    if (segment?.kind === "any-names") {
      next += 1;
      retry = { next, at };
    } else if (segment !== undefined && matchesName(segment, names[at] ?? "", effort)) {
      next += 1;
      at += 1;
    } else if (retry !== undefined) {
      retry.at += 1;
      next = retry.next;
      at = retry.at;
    } else return false;
  }
  while (segments[next]?.kind === "any-names") next += 1;
  return next === segments.length;
}

function step(effort: Effort): void {
  effort.steps += 1;
  if (effort.steps > effort.most) throw new TooMuchEffort("Matching paths takes too many steps.");
}

type NameSegment = Exclude<Segment, { readonly kind: "any-names" }>;

function matchesName(segment: NameSegment, name: string, effort: Effort): boolean {
  switch (segment.kind) {
    case "any-name":
      return true;
    case "name":
      return segment.text === name;
    case "wild":
      if (!name.startsWith(segment.start) || !name.endsWith(segment.end)) return false;
      return matchesTokens(segment.tokens, name, effort);
  }
}

function matchesTokens(tokens: readonly Token[], name: string, effort: Effort): boolean {
  let at = 0;
  let next = 0;
  let retry: { readonly next: number; at: number } | undefined;
  while (at < name.length) {
    step(effort);
    const token = tokens[next];
    const width = token === undefined ? 0 : widthOf(token, name, at);
    if (token?.kind === "many") {
      next += 1;
      retry = { next, at };
    } else if (width > 0) {
      next += 1;
      at += width;
    } else if (retry !== undefined) {
      retry.at += characterWidth(name, retry.at);
      next = retry.next;
      at = retry.at;
    } else return false;
  }
  while (tokens[next]?.kind === "many") next += 1;
  return next === tokens.length;
}

/** How much of the name the token takes here; 0 when it does not fit. */
function widthOf(token: Token, name: string, at: number): number {
  if (token.kind === "one") return characterWidth(name, at);
  return token.kind === "text" && name.startsWith(token.text, at) ? token.text.length : 0;
}

/** A character beyond U+FFFF takes two places of a text. */
function characterWidth(name: string, at: number): number {
  return (name.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}
