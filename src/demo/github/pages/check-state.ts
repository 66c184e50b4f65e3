import { type Html, html } from "../../../web/html.ts";
import type { CheckRun } from "../check-types.ts";
import type { PullRequest } from "../conversation-types.ts";
import { latestRuns } from "../view-check.ts";

/** How a run or a whole head is shown. */
export type Look = "success" | "failure" | "pending" | "neutral" | "none";

const marks: Readonly<Record<Look, string>> = { success: "✓", failure: "✕", pending: "●", neutral: "–", none: "○" };

export function lookOf(run: CheckRun): Look {
  if (run.status !== "completed") return "pending";
  if (run.conclusion === "success") return "success";
  return run.conclusion === "neutral" || run.conclusion === "skipped" ? "neutral" : "failure";
}

/** As GitHub sums up: any failure, else anything pending, else success. */
export function lookOfAll(runs: readonly CheckRun[]): Look {
  const looks = runs.map(lookOf);
  if (looks.length === 0) return "none";
  if (looks.includes("failure")) return "failure";
  return looks.includes("pending") ? "pending" : "success";
}

export function runsOf(pull: PullRequest): readonly CheckRun[] {
  const runs = [...pull.repository.runs.values()].filter(({ headSha }) => headSha === pull.headSha);
  return latestRuns(runs).toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

export function icon(look: Look): Html {
  const kind = look === "none" ? "neutral" : look;
  return html`<span class="icon ${kind}" role="img" aria-label="${look}">${marks[look]}</span>`;
}
