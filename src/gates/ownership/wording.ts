import { momentText } from "../../core/moment.ts";
import type { BasePlace, OverlapBase } from "../../core/pull-request-overlaps.ts";
import { writtenWords } from "../../formats/commands/written.ts";
import { patternOfFile } from "../../formats/ownership/pattern.ts";
import type { Actor } from "./actors/actors.ts";
import type { Ownership } from "./map/owner-of.ts";

const maxTextLength = 200;

/** A path, a branch or an address inside a sentence: short, and without characters that nobody sees or that turn the text round. */
export function shownText(text: string): string {
  return escapeUnseen(text.length > maxTextLength ? `${text.slice(0, maxTextLength)}…` : text);
}

/** As JSON writes them: `\u202e`. */
function escapeUnseen(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
  });
}

/** The comment that asks the owner to hand files over; undefined where one of them cannot stand in a command. */
export function handoffCommand(agent: string, ...paths: readonly string[]): string | undefined {
  // A command takes patterns, and a file may be called like one that means many.
  const words = writtenWords(paths.map(patternOfFile));
  return words === undefined ? undefined : `/handoff ${agent} ${escapeUnseen(words)}`;
}

/**
 * What brings a change onto its base. Undefined where the branch or its remote is not called as one that can be pasted into a
 * shell, or into a sentence, as it is: either may be called anything. Also where the base is no branch, so that it never moves.
 */
export function rebaseCommand({ ref, place = origin }: Omit<OverlapBase, "sha">): string | undefined {
  if (!canBePasted(ref)) return undefined;
  switch (place.kind) {
    case "remote":
      return canBePasted(place.name) ? `git fetch ${place.name} && git rebase ${place.name}/${ref}` : undefined;
    case "clone":
      return `git rebase ${ref}`;
    case "nowhere":
      return undefined;
  }
}

const origin: BasePlace = { kind: "remote", name: "origin" };

function canBePasted(name: string): boolean {
  return /^\w[\w./-]{0,99}$/.test(name);
}

/** "claude-code, codex or humans" */
export function ownersText(owners: readonly string[]): string {
  const [last = ""] = owners.slice(-1);
  return owners.length < 2 ? last : `${owners.slice(0, -1).join(", ")} or ${last}`;
}

/** What says whose a path is: "the rule api (/src/api/**)". */
export function sourceText({ source, id, pattern, until }: Ownership): string {
  const end = until === undefined ? "" : `, until ${momentText(until)}`;
  switch (source) {
    case "built-in":
      return "what the map itself is made of";
    case "default":
      return "the default";
    case "rule":
    case "frozen-rule":
      return `the rule ${id} (${shownText(pattern)})`;
    case "pack":
      return `the pack ${id} (${shownText(pattern)}${end})`;
    case "lease":
      return `the lease ${id} (${shownText(pattern)}${end})`;
  }
}

/** "codex (verified)", or what else people call whoever acts. */
function actorText({ agent, tier, login }: Actor): string {
  if (agent !== undefined) return `${agent} (${tier})`;
  switch (tier) {
    case "unknown-bot":
      return `the unlisted bot ${login ?? ""}`;
    case "automation":
      return `the program ${login ?? ""}`;
    default:
      return login ?? "somebody";
  }
}

/** Everybody who acts, in one sentence. */
export function actorsText(actors: readonly Actor[]): string {
  return [...new Set(actors.map(actorText))].join(", ");
}
