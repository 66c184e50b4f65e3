import { messageLimits } from "../../../core/overlap-message.ts";
import { shownText } from "../wording.ts";

/** A path as messages have it: without characters that nobody sees, and cut. */
export function pathText(path: string): string {
  return cut(shownText(path), messageLimits.text);
}

/** Whether the path stands in messages as it is, so that a command with it means this file. */
export function isWhole(path: string): boolean {
  return pathText(path) === path;
}

/** Branches of the base, and names that the configuration has. */
export function shortText(text: string, limit: number = messageLimits.text): string {
  return cut(shownText(text), limit);
}

export function agentText(agent: string | null): string | null {
  return agent === null ? null : shortText(agent, messageLimits.name);
}

/** The first few who own a path. */
export function ownerTexts(owners: readonly string[]): readonly string[] {
  return owners.slice(0, messageLimits.owners).map((owner) => shortText(owner, messageLimits.name));
}

function cut(text: string, limit: number): string {
  return (text.length <= limit ? text : `${text.slice(0, limit - 1)}…`).toWellFormed();
}

const identifier = /^#?[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;

/** Names of definitions and parameters as they are; undefined for what is none, or is too long to be one. */
export function nameText(name: string): string | undefined {
  if (name.length > messageLimits.name) return undefined;
  return name.split(".").every((part) => identifier.test(part)) ? name : undefined;
}

/** The names among these. */
export function namesOf(names: readonly string[]): readonly string[] {
  return names.flatMap((name) => nameText(name) ?? []);
}

/** A commit, short: long hexadecimal digits are taken for secrets by some readers. */
export function shortCommit(sha: string): string {
  return sha.slice(0, 10);
}
