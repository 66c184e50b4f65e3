import { type Html, html } from "../../../web/html.ts";
import type { Annotation, CheckRun } from "../check-types.ts";
import { tryGit } from "../git.ts";
import type { Repository } from "../world.ts";
import { icon, lookOf } from "./check-state.ts";
import { renderMarkdown } from "./markdown.ts";

/** More annotations are counted, not shown. */
const mostShown = 100;
const mostLineLength = 400;

/** One check run, folded: title, summary, text, and annotations with the line of source they are about. */
export async function runDetails(repository: Repository, run: CheckRun, open: boolean): Promise<Html> {
  const sources = await sourceLines(repository, run);
  const shown = run.annotations.slice(0, mostShown).map((annotation, at) => annotationBox(annotation, sources[at]));
  const hidden = run.annotations.length - shown.length;
  const state = run.status === "completed" ? (run.conclusion ?? "") : run.status.replace("_", " ");
  return html`<details ${open ? "open" : ""}><summary>${icon(lookOf(run))}<span class="grow"><strong>${run.name}</strong> <span class="small">${state}</span>
<div class="small">${run.title ?? ""}</div></span></summary>
<div class="inside">${run.summary === undefined ? html`` : renderMarkdown(run.summary)}${run.text === undefined ? html`` : renderMarkdown(run.text)}
${shown}${hidden > 0 ? html`<p class="small">and ${hidden} more annotations</p>` : html``}${detailsLink(run)}</div></details>`;
}

function detailsLink(run: CheckRun): Html {
  if (!/^https?:\/\//.test(run.detailsUrl)) return html``;
  return html`<p><a href="${run.detailsUrl}" rel="noreferrer">Details</a></p>`;
}

function annotationBox(annotation: Annotation, source: string | undefined): Html {
  const { start_line: first, end_line: last } = annotation;
  const lines = first === last ? String(first) : `${first}-${last}`;
  return html`<div class="annotation ${annotation.annotation_level}"><div class="where">${annotation.path}:${lines}</div>
${source === undefined ? html`` : html`<div class="source"><b>${first}</b>${source.slice(0, mostLineLength)}</div>`}
<div class="words"><strong>${annotation.title ?? ""}</strong>
${annotation.message}</div>${annotation.raw_details === undefined ? html`` : html`<pre>${annotation.raw_details}</pre>`}</div>`;
}

/** The first line of each shown annotation as the head commit has it. */
async function sourceLines(repository: Repository, run: CheckRun): Promise<readonly (string | undefined)[]> {
  const files = new Map<string, readonly string[]>();
  const shown = run.annotations.slice(0, mostShown);
  for (const path of new Set(shown.map((annotation) => annotation.path))) {
    const outcome = await tryGit(repository.directory, ["cat-file", "blob", `${run.headSha}:${path}`]);
    if (outcome.exitCode === 0) files.set(path, outcome.stdout.toString("utf8").split("\n"));
  }
  return shown.map((annotation) => files.get(annotation.path)?.[annotation.start_line - 1]);
}
