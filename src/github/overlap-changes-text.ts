import type { PublishedOverlapMessage } from "../core/published-overlap-message.ts";
import { inlineCode } from "./markdown.ts";

type Overlap = PublishedOverlapMessage["overlaps"][number];
type Change = Overlap["other_change"][number];

/** So many are written out of one pull request; the data has more. */
const shownChanges = 6;

/** A paragraph for each pull request of which it is known what it does to definitions. */
export function changesText(overlaps: readonly Overlap[]): readonly string[] {
  return overlaps
    .filter(({ other_change: changes }) => changes.length > 0)
    .map(({ pr, other_change: changes }) => {
      const shown = changes.slice(0, shownChanges).map(changeText);
      const hidden = changes.length - shown.length;
      const more = hidden > 0 ? [`${hidden} more`] : [];
      return `**What #${pr} changes there:** ${[...shown, ...more].join("; ")}.`;
    });
}

function changeText(change: Change): string {
  const symbol = code(change.symbol);
  switch (change.op) {
    case "added":
    case "removed":
      return `${change.op === "added" ? "adds" : "removes"} ${symbol}`;
    case "renamed":
      return `renames ${symbol} to ${code(change.to)}`;
    case "parameters": {
      const { added, removed, newly_required: required } = change;
      const parts = [
        ...(added.length > 0 ? [`gains ${added.map(code).join(", ")}`] : []),
        ...(removed.length > 0 ? [`loses ${removed.map(code).join(", ")}`] : []),
      ];
      const what = parts.length === 0 ? "has other parameters" : parts.join(" and ");
      return `${symbol} ${what}${required ? ", so that calls need more arguments" : ""}`;
    }
  }
}

/**
 * Foreign text as code. Some agents start at their name behind an `@` wherever it stands, and some readers drop everything from
 * the beginning of an HTML comment on, also in code: a word joiner parts these characters.
 */
export function code(text: string): string {
  return inlineCode(text).replace(/@(?=\w)|<(?=!)/g, "$&\u2060");
}
