import { namesOf, type OwnershipPattern, readPattern } from "./pattern.ts";

/** One line of a `CODEOWNERS` file that counts. Without owners it says that nobody owns what it matches. */
export interface CodeownersRule {
  readonly line: number;
  readonly pattern: OwnershipPattern;
  readonly owners: readonly string[];
}

/** A line that GitHub passes over. */
interface CodeownersProblem {
  readonly line: number;
  readonly what: string;
}

export type ReadCodeowners =
  | {
      readonly kind: "rules";
      readonly rules: readonly CodeownersRule[];
      readonly problems: readonly CodeownersProblem[];
    }
  | { readonly kind: "too-large"; readonly bytes: number }
  | { readonly kind: "not-utf-8" };

/** Where GitHub looks for the file, in this order; the first one counts. */
export const codeownersPaths = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"] as const;

/** GitHub does not load a file of this size: https://docs.github.com/repositories (about code owners, file size). */
export const codeownersLimit = 3 * 1024 * 1024;

/** More problems are not told. */
const maxProblems = 50;

/** Reads a `CODEOWNERS` file. A line with invalid syntax is passed over and told, as GitHub does it. */
export function parseCodeowners(content: Uint8Array): ReadCodeowners {
  if (content.length >= codeownersLimit) return { kind: "too-large", bytes: content.length };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(content);
  } catch {
    return { kind: "not-utf-8" };
  }
  const rules: CodeownersRule[] = [];
  const problems: CodeownersProblem[] = [];
  for (const [index, content] of text.split(/\r\n?|\n/).entries()) {
    const read = readLine(content, index + 1);
    if (read === undefined) continue;
    if ("what" in read) {
      if (problems.length < maxProblems) problems.push(read);
    } else rules.push(read);
  }
  return { kind: "rules", rules, problems };
}

/** The rule that counts for a path: the last one that matches. */
export function codeownersRuleFor(rules: readonly CodeownersRule[], path: string): CodeownersRule | undefined {
  const names = namesOf(path);
  return rules.findLast(({ pattern }) => pattern.matches(names));
}

function readLine(content: string, line: number): CodeownersRule | CodeownersProblem | undefined {
  const trimmed = content.trim();
  if (trimmed === "" || trimmed.startsWith("#")) return undefined;
  const length = patternLength(trimmed);
  const read = readPattern(trimmed.slice(0, length));
  if (read.kind === "objection") return { line, what: read.because };
  const owners = ownersOf(trimmed.slice(length));
  const stranger = owners.find((owner) => !isOwner(owner));
  if (stranger === undefined) return { line, pattern: read.pattern, owners };
  const shown = JSON.stringify(stranger.slice(0, 100));
  return { line, what: `${shown} is no owner: write \`@user\`, \`@organization/team\` or an address.` };
}

/** Up to the first space or tab that no backslash stands before. */
function patternLength(line: string): number {
  for (let at = 0; at < line.length; at += 1) {
    const character = line[at];
    if (character === "\\") at += 1;
    else if (character === " " || character === "\t") return at;
  }
  return line.length;
}

/** What follows a `#` at the beginning of a word is a comment. */
function ownersOf(rest: string): readonly string[] {
  const words = rest.split(/[ \t]+/).filter((word) => word !== "");
  const comment = words.findIndex((word) => word.startsWith("#"));
  return comment === -1 ? words : words.slice(0, comment);
}

const account = /^@[a-z\d](?:[a-z\d]|[-_](?=[a-z\d_]))*(?:\/[\w.-]+)?$/i;
const address = /^[^\s@]+@[^\s@]+$/;

function isOwner(word: string): boolean {
  return word.length <= 250 && (account.test(word) || address.test(word));
}
