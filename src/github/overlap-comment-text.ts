import type { OverlapAction } from "../core/overlap-message.ts";
import type { PublishedOverlapMessage } from "../core/published-overlap-message.ts";
import { yieldReasons } from "../core/yield-reasons.ts";
import { escapeMarkdown, inlineCode } from "./markdown.ts";
import { changesText, code } from "./overlap-changes-text.ts";
import { overlapJsonBlock } from "./overlap-json.ts";

/**
 * The first line of our comments, which GitHub does not show. It counts only in comments of the App itself, since anybody can
 * paste it.
 */
export const overlapMarker = "<!-- lanekeeper:overlap:v1 -->";

/** Ours. GitHub takes 65,536 characters. */
const bodyLimit = 60_000;

type Overlap = PublishedOverlapMessage["overlaps"][number];

/** The comment of a pull request that meets others: a table for people, and below it the same as data. */
export function overlapComment(message: PublishedOverlapMessage): string {
  const data = `<details open><summary>Data for agents</summary>\n\n${overlapJsonBlock(message)}\n</details>`;
  const prose = [...overlapTable(message), ...changesText(message.overlaps), ...foreignTable(message)];
  const rest = [...actionList(message.actions), ...handOn(message), data, footer(message)];
  const whole = [overlapMarker, heading(message), ...prose, ...rest].join("\n\n");
  if (whole.length <= bodyLimit) return whole;
  return [overlapMarker, heading(message), "The data below tells where.", ...rest].join("\n\n");
}

/** The comment when it is over. `why` is a sentence of ours without its end. */
export function endedComment(why: string): string {
  return `${overlapMarker}\n${why}.`;
}

/** What is left of a comment when a newer one takes its place: without a marker, it is found no more. */
export const movedComment = "Lanekeeper tells of overlaps in a newer comment below.";

function heading({ verdict, pr, overlaps, set_aside: setAside, mode }: PublishedOverlapMessage): string {
  const waits = overlaps.filter(({ decision, level }) => decision.yield === pr && level !== "file");
  const first = waits.slice(0, 3).map((other) => `#${other.pr}`);
  const others = waits.length > first.length ? ` and ${waits.length - first.length} more` : "";
  const title = "### Overlap with other pull requests";
  if (verdict === "blocked" && waits.length === 0) return "### This pull request changes paths of others";
  if (waits.length > 0) {
    const must = mode === "enforce" && verdict === "blocked" ? "has to" : "should";
    return `${title}: this one ${must} wait for ${first.join(", ")}${others}`;
  }
  if (overlaps.length === 0 && setAside !== undefined) return `${title}: not looked for`;
  return `${title}: this one goes first`;
}

function overlapTable({ overlaps, hidden }: PublishedOverlapMessage): readonly string[] {
  if (overlaps.length === 0) return [];
  const rows = overlaps.map((overlap) => `| ${rowOf(overlap).join(" | ")} |`);
  const more = hidden === 0 ? [] : ["", `${hidden} more ${hidden === 1 ? "is" : "are"} not shown here.`];
  return [["| with | agent | level | where | who goes first |", "|---|---|---|---|---|", ...rows, ...more].join("\n")];
}

function rowOf(overlap: Overlap): readonly string[] {
  const { pr, agent, trust, level, orders, decision, draft } = overlap;
  const who = agent === null ? "–" : `${escapeMarkdown(agent)} (${trust})`;
  const both = orders.this_then_other === "conflict" && orders.other_then_this === "conflict";
  const one = orders.this_then_other === "conflict" || orders.other_then_this === "conflict";
  const order = both ? ", both orders" : one ? ", one order" : "";
  const goesFirst = decision.yield === pr ? "this one" : `#${pr}`;
  return [
    `#${pr}${draft ? " (draft)" : ""}`,
    who,
    `${level}${order}`,
    placesOf(overlap),
    `${goesFirst}: ${yieldReasons[decision.rule]}`,
  ];
}

const shownFiles = 3;

function placesOf({ files, hidden }: Overlap): string {
  const shown = files.slice(0, shownFiles).map(({ path, kind, this: ranges }) => {
    const lines = ranges.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(", ");
    const what = kind === "content" ? "" : ` (${kind})`;
    return `${path === "" ? "everywhere" : code(path)}${what}${lines === "" ? "" : ` ${lines}`}`;
  });
  const more = files.length > shown.length ? ` and ${files.length - shown.length} more` : hidden > 0 ? " and more" : "";
  return `${shown.join("; ")}${more}`;
}

function foreignTable({ ownership }: PublishedOverlapMessage): readonly string[] {
  if (ownership.length === 0) return [];
  const rows = ownership.map(
    ({ path, owners, mode, source }) =>
      `| ${code(path)} | ${escapeMarkdown(owners.join(", "))} | ${escapeMarkdown(mode)} | ${code(source)} |`,
  );
  return [["**Paths of others:**", "", "| path | owner | mode | by |", "|---|---|---|---|", ...rows].join("\n")];
}

function actionList(actions: readonly OverlapAction[]): readonly string[] {
  if (actions.length === 0) return [];
  const lead = actions.length === 1 ? "**Do this:**" : "**Do one of these:**";
  return [[lead, "", ...actions.map((action) => `${action.id}. ${actionText(action)}`)].join("\n")];
}

function actionText(action: OverlapAction): string {
  switch (action.do) {
    case "drop_paths":
      return `Take ${action.paths.map(code).join(", ")} out of this pull request.`;
    case "rebase_after": {
      const then = action.command === undefined ? "rebase" : inlineCode(action.command);
      return `Wait until ${numbers(action.prs)} ${action.prs.length === 1 ? "is" : "are"} merged, then ${then}.`;
    }
    case "request_handoff":
      return `Ask for the paths, in a comment: ${code(action.command)}`;
    case "adapt_uses":
      return `Use what ${numbers(action.prs)} leaves in place of ${action.symbols.map(code).join(", ")}.`;
    case "close_duplicate":
      return `It may be the same work as ${numbers(action.prs)}: close one of them.`;
  }
}

function numbers(prs: readonly number[]): string {
  return prs.map((pr) => `#${pr}`).join(", ");
}

/** Comments of programs start no agent by themselves, and a mention here would only make some of them fail. */
function handOn({ actions }: PublishedOverlapMessage): readonly string[] {
  if (actions.length === 0) return [];
  const words = inlineCode("read the lanekeeper.overlap/1 JSON in the comment above and follow action 1");
  return [`To hand this on, mention the agent in a comment of your own and write: ${words}`];
}

function footer({ head, base, mode, partial, pairs }: PublishedOverlapMessage): string {
  const notes = [
    `Updated for ${inlineCode(head)} on ${escapeMarkdown(base.ref)} ${inlineCode(base.sha)}`,
    ...(partial ? [`partial: ${pairs.judged} of ${pairs.total} pairs`] : []),
    ...(mode === "advise" ? ["advice: nothing is blocked"] : []),
  ];
  return `<sub>${notes.join(" · ")}</sub>`;
}
