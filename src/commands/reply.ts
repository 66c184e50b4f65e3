import { countOf } from "../core/count-of.ts";
import type { Text } from "../core/text.ts";

/** Words of ours around texts of others: ``say`Lease ${name} is over.` `` */
export function say(words: TemplateStringsArray, ...foreign: readonly (string | Text)[]): Text {
  return words.flatMap((word, at): Text => {
    const next = foreign[at];
    const own = word === "" ? [] : [word];
    if (next === undefined) return own;
    return [...own, ...(typeof next === "string" ? [{ code: next }] : next)];
  });
}

/** In this order, with a blank between them. */
export function sentences(texts: readonly Text[]): Text {
  return texts.filter((text) => text.length > 0).flatMap((text, at) => (at === 0 ? text : [" ", ...text]));
}

const maxListed = 5;

/** "a, b and 3 more" */
export function listed(names: readonly string[]): Text {
  const shown = names.slice(0, maxListed).flatMap((code, at): Text => (at === 0 ? [{ code }] : [", ", { code }]));
  return names.length > maxListed ? [...shown, ` and ${names.length - maxListed} more`] : shown;
}

export function plainText(text: Text): string {
  return text.map((part) => (typeof part === "string" ? part : part.code)).join("");
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** In the largest unit that says it exactly, such as "36 hours". */
export function durationText(ms: number): string {
  if (ms >= dayMs && ms % dayMs === 0) return countOf(ms / dayMs, "day");
  return ms >= hourMs && ms % hourMs === 0
    ? countOf(ms / hourMs, "hour")
    : countOf(Math.round(ms / minuteMs), "minute");
}
