import { type Html, html } from "../../../web/html.ts";
import type { PullRequest } from "../conversation-types.ts";
import { gitOnce } from "../git.ts";
import { icon, lookOfAll, runsOf } from "./check-state.ts";
import { conversation } from "./conversation.ts";
import { runDetails } from "./run.ts";

const words = {
  success: "All checks have passed",
  failure: "Some checks were not successful",
  pending: "Some checks have not completed yet",
  neutral: "All checks have passed",
  none: "No check run has arrived for this commit yet",
} as const;

/** One pull request with what was written below it and everything that its check runs say. */
export async function pullPage(pull: PullRequest): Promise<Html> {
  const runs = runsOf(pull);
  const look = lookOfAll(runs);
  const state = pull.merged === undefined ? pull.state : "merged";
  const from =
    pull.headRepository === pull.repository ? pull.headRef : `${pull.headRepository.owner.login}:${pull.headRef}`;
  const details = await Promise.all(runs.map((run) => runDetails(pull.repository, run, run.conclusion === "failure")));
  return html`<h1>${pull.title} <span class="number">#${pull.number}</span></h1>
<p class="meta"><span class="pill ${state}">${state}</span> <strong>${pull.author.login}</strong> wants to merge <code>${from}</code> into <code>${pull.baseRef}</code>,
head <code>${pull.headSha.slice(0, 10)}</code> ${pull.labels.map(({ name }) => html`<span class="label">${name}</span> `)}</p>
${await changeSummary(pull)}
${conversation(pull)}
<div class="box"><header>${icon(look)} ${words[look]}</header>${details}</div>`;
}

async function changeSummary(pull: PullRequest): Promise<Html> {
  const stat = await gitOnce(
    pull.repository.directory,
    "diff",
    "--shortstat",
    "-M",
    `${pull.baseSha}...${pull.headSha}`,
  );
  return html`<p class="small">${stat.trim() === "" ? "No file changed." : stat.trim()}</p>`;
}
