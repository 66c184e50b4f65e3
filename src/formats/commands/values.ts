import { Misspelt } from "./command.ts";
import { durationForm, readDuration } from "./duration.ts";
import type { Word } from "./words.ts";

const maxPaths = 50;
const maxPathLength = 300;
/** A lease is compared with every change of everybody as long as it lasts. */
const maxWildcards = 6;
const maxReasonLength = 300;

/** In milliseconds. */
export function durationOf(text: string): number {
  const ms = readDuration(text);
  if (ms === undefined) throw new Misspelt(durationForm);
  return ms;
}

export function pathsOf(words: readonly Word[]): readonly [string, ...string[]] {
  const [first, ...others] = words.map(pathOf);
  if (first === undefined) throw new Misspelt("It names no path.");
  if (words.length > maxPaths) throw new Misspelt(`It names more than ${maxPaths} paths; name a folder.`);
  return [first, ...others];
}

export function pathOf({ text, quoted }: Word): string {
  if (!quoted && text.startsWith("-")) throw new Misspelt("It has an option that the command does not know.");
  if (text.length > maxPathLength) throw new Misspelt(`A path is longer than ${maxPathLength} characters.`);
  const wildcards = text.match(/\*+|\?/g)?.length ?? 0;
  if (wildcards > maxWildcards) throw new Misspelt(`A path has more than ${maxWildcards} wildcards.`);
  return text;
}

/** Ids of agents are keys of the configuration. */
export function agentOf({ text }: Word): string {
  if (!/^[A-Za-z0-9][\w.-]{0,63}$/.test(text)) throw new Misspelt("An agent is named by its id in the configuration.");
  return text;
}

export function leaseOf({ text }: Word): number {
  const [, number = ""] = /^L?([1-9]\d{0,14})$/i.exec(text) ?? [];
  if (number === "") throw new Misspelt("A lease is named by its number, such as L12.");
  return Number(number);
}

export function numberOf({ text }: Word): number {
  const [, number = ""] = /^#?([1-9]\d{0,9})$/.exec(text) ?? [];
  if (number === "") throw new Misspelt("A pull request is named by its number, such as #12.");
  return Number(number);
}

export function gateOf(text: string): string {
  if (!/^[a-z][a-z0-9-]{0,63}$/.test(text))
    throw new Misspelt("A gate is named as in its check run, such as lane-guard.");
  return text;
}

/** Ids that a gate gives itself begin with a letter and a dash. */
export function findingOf(text: string): string {
  if (!/^(?:[0-9a-f]{10}|[a-z]-[0-9a-z-]{1,62})$/.test(text))
    throw new Misspelt("A finding is named by the id that its check run shows.");
  return text;
}

/** The rest of the line, with or without quotation marks around it. */
export function reasonOf(rest: string): string {
  const text = rest.trim();
  const [, quoted] = /^"([^"]*)"$/.exec(text) ?? [];
  const reason = (quoted ?? text).trim();
  if (reason === "") throw new Misspelt("The reason is missing.");
  if (reason.length > maxReasonLength) throw new Misspelt(`The reason is longer than ${maxReasonLength} characters.`);
  return reason;
}
