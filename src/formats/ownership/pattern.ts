import { type Effort, matchesSegments, type Segment, segmentOf } from "./segment.ts";

/** A pattern of paths as in a `CODEOWNERS` file. */
export interface OwnershipPattern {
  readonly text: string;
  /** The one path that it can only mean, besides what lies below; undefined when it has wildcards or means any depth. */
  readonly exactPath: string | undefined;
  /** The name that every path begins with that it can mean; undefined when any may. */
  readonly firstName: string | undefined;
  /** Whether the path of a file, split at its slashes, is meant. Throws TooMuchEffort. */
  matches(names: readonly string[], effort?: Effort): boolean;
}

export type ReadPattern =
  | { readonly kind: "pattern"; readonly pattern: OwnershipPattern }
  | { readonly kind: "objection"; readonly because: string };

/** Longer patterns are refused. In characters. */
export const maxPatternLength = 500;

/**
 * Reads a pattern by the rules that GitHub documents for `CODEOWNERS`, which are those of `.gitignore` without `!`, `[ ]` and
 * `\#`, with case: https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 * A folder means everything below it; `docs/*` means only what is directly in it. Braces and brackets stand for themselves.
 * Nothing of it becomes a regular expression, so no pattern and no path can make matching slow.
 */
export function readPattern(text: string): ReadPattern {
  const because = objectionTo(text);
  if (because !== undefined) return { kind: "objection", because };
  const segments = segmentsOf(text);
  const exactPath = exactPathOf(segments);
  const first = segments[0];
  const firstName = first?.kind === "name" ? first.text : undefined;
  // A slash alone names the top, which is no file.
  const matches =
    text === "/"
      ? () => false
      : (names: readonly string[], effort: Effort = effortless()) => matchesSegments(segments, names, effort);
  return { kind: "pattern", pattern: { text, exactPath, firstName, matches } };
}

/** A pattern of this file alone, whatever it is called: a name by itself is one at any depth, and may have wildcards in it. */
export function patternOfFile(path: string): string {
  const text = path.replace(/[\\*?]/g, "\\$&");
  return /^[^/!#]+\//.test(text) ? text : `/${text}`;
}

/** For whoever trusts patterns and paths. */
function effortless(): Effort {
  return { steps: 0, most: Number.POSITIVE_INFINITY };
}

/** What is wrong with a pattern, as a sentence; undefined when nothing is. */
export function objectionTo(text: string): string | undefined {
  if (text === "") return "A pattern cannot be empty.";
  if (text.length > maxPatternLength) return `A pattern has at most ${maxPatternLength} characters.`;
  if (text.startsWith("!")) return "A pattern cannot be negated with `!`: list what is meant, or use `exclude`.";
  if (text.startsWith("#")) return "A pattern cannot begin with `#`, which begins a comment: write `**/#…` or `/#…`.";
  if (text.startsWith("\\#")) return "`\\#` is no way to begin a pattern: write `**/#…` or `/#…`.";
  if (text.includes("***")) return "Three asterisks in a row mean nothing: write `**` or `*`.";
  if (/(?:^|[^\\])(?:\\\\)*\\$/.test(text)) return "A backslash at the end stands before nothing.";
  return undefined;
}

function segmentsOf(text: string): readonly Segment[] {
  const parts = text.split("/");
  const anchored = parts[0] === "";
  if (anchored) parts.shift();
  const folder = parts.at(-1) === "";
  if (folder) parts.pop();
  const segments = parts.map(segmentOf);
  // A name alone, or with nothing but a slash behind it, may be at any depth.
  if (!anchored && parts.length === 1) segments.unshift({ kind: "any-names" });
  const last = segments.at(-1)?.kind;
  if (folder || last === "any-names") segments.push({ kind: "any-names" }, { kind: "any-name" });
  // What is named may be a folder; what `*` stands for is taken as it is, so that `docs/*` is not recursive.
  else if (last !== "any-name") segments.push({ kind: "any-names" });
  return segments.filter(({ kind }, index) => kind !== "any-names" || segments[index - 1]?.kind !== "any-names");
}

function exactPathOf(segments: readonly Segment[]): string | undefined {
  const names = segments.slice(0, -1).flatMap((segment) => (segment.kind === "name" ? [segment.text] : []));
  const all = segments.at(-1)?.kind === "any-names" && names.length === segments.length - 1;
  return all ? names.join("/") : undefined;
}

/** The names that a path is made of. */
export function namesOf(path: string): readonly string[] {
  return path.split("/");
}
