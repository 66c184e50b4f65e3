import type { OverlapLevel } from "../../../core/overlap.ts";
import type {
  ContestedFile,
  DefinitionChange,
  HeadLines,
  OpenPullRequest,
  PullRequestOverlap,
} from "../../../core/pull-request-overlaps.ts";
import { shownText } from "../wording.ts";

/** "#130 (claude-code, verified)" */
export function partnerText({ number, agent, trust }: OpenPullRequest): string {
  return agent === null ? `#${number}` : `#${number} (${agent}, ${trust})`;
}

/** What two pull requests do to each other, as the end of a sentence about the other one. */
export function levelText({
  level,
  orders,
  symbols,
  together,
}: Pick<PullRequestOverlap, "level" | "orders" | "symbols" | "together">): string {
  if (level === "semantic" && together !== undefined) {
    return symbols.length === 0 ? `and this one together ${brokenText}` : `${levelTexts.semantic}, and ${brokenText}`;
  }
  return level === "textual" ? `${levelTexts.textual}, ${ordersText(orders)}` : levelTexts[level];
}

const brokenText = "break what each keeps alone";

/** "lane-guard says of both merged: …" for the first, and how many more there are. */
export function togetherText({ together = [] }: Pick<PullRequestOverlap, "together">): string {
  const [first] = together;
  if (first === undefined) return "";
  const more = together.length > 1 ? ` There ${together.length === 2 ? "is" : "are"} ${together.length - 1} more.` : "";
  return ` ${first.gate} says of both merged: ${first.finding.what}${more}`;
}

const levelTexts: Readonly<Record<OverlapLevel, string>> = {
  file: "changes the same files",
  symbol: "changes the same definitions",
  hunk: "changes the same lines",
  stacked: "has commits in common with this one",
  duplicate: "makes most of the same changes: one of the two may be superfluous",
  ownership: "meets this one where one of them owns the files alone",
  semantic: "and this one together lack a definition that one of them uses",
  textual: "cannot be merged together with this one",
};

/** "in either order" */
export function ordersText({ mineThenTheirs, theirsThenMine }: PullRequestOverlap["orders"]): string {
  if (mineThenTheirs === theirsThenMine) return mineThenTheirs === "clean" ? "clean" : "in either order";
  return mineThenTheirs === "conflict" ? "once this one is merged" : "once that one is merged";
}

/** So many files of an overlap are named in a sentence. */
const maxFiles = 3;

export function filesText(files: readonly Pick<ContestedFile, "path">[]): string {
  const shown = files.slice(0, maxFiles).map(({ path }) => shownText(path));
  const rest = files.length - shown.length;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}

/** "40–58, 71" */
export function linesText(lines: readonly HeadLines[]): string {
  return lines.map(({ first, last }) => (first === last ? `${first}` : `${first}–${last}`)).join(", ");
}

/** What the other one does to a definition: "renames fetch to fetch_json in src/http.py". */
export function changeText(change: DefinitionChange): string {
  const symbol = shownText(change.symbol);
  const where = ` in ${shownText(change.path)}`;
  switch (change.op) {
    case "added":
      return `adds ${symbol}${where}`;
    case "removed":
      return `removes ${symbol}${where}`;
    case "renamed":
      return `renames ${symbol} to ${shownText(change.to)}${where}`;
    case "parameters":
      return `changes the parameters of ${symbol}${parametersText(change)}${where}`;
  }
}

function parametersText({ added, removed }: Extract<DefinitionChange, { op: "parameters" }>): string {
  const parts = [...added.map((name) => `+${shownText(name)}`), ...removed.map((name) => `−${shownText(name)}`)];
  return parts.length === 0 ? "" : ` (${parts.slice(0, 10).join(", ")})`;
}
