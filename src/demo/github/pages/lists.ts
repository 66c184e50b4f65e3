import { type Html, html } from "../../../web/html.ts";
import type { PullRequest } from "../conversation-types.ts";
import { fullName, type Repository, timestamp, type World } from "../world.ts";
import { icon, lookOfAll, runsOf } from "./check-state.ts";

/** Every repository. */
export function repositoryList(world: World): Html {
  const repositories = [...world.repositories.values()];
  if (repositories.length === 0) return html`<p class="meta">There are no repositories yet.</p>`;
  const rows = repositories.map((repository) => {
    const open = [...repository.pulls.values()].filter(({ state }) => state === "open").length;
    const fork = repository.forkOf === undefined ? "" : `, a fork of ${fullName(repository.forkOf)}`;
    return html`<div class="row"><div class="grow"><a class="title" href="/${fullName(repository)}/pulls">${fullName(repository)}</a>
<div class="small">${repository.private ? "private" : "public"}${fork}, ${open} open pull requests</div></div></div>`;
  });
  return html`<h1>Repositories</h1><div class="box">${rows}</div>`;
}

/** The pull requests of one repository, newest first. */
export function pullList(repository: Repository): Html {
  const pulls = [...repository.pulls.values()].toReversed();
  const open = pulls.filter(({ state }) => state === "open");
  const closed = pulls.filter(({ state }) => state === "closed");
  const box = (title: string, of: readonly PullRequest[]) =>
    of.length === 0 ? html`` : html`<div class="box"><header>${of.length} ${title}</header>${of.map(pullRow)}</div>`;
  return html`<h1>Pull requests</h1>${pulls.length === 0 ? html`<p class="meta">None yet.</p>` : html``}${box("open", open)}${box("closed", closed)}`;
}

function pullRow(pull: PullRequest): Html {
  const runs = runsOf(pull);
  const labels = pull.labels.map(({ name }) => html` <span class="label">${name}</span>`);
  return html`<div class="row">${icon(lookOfAll(runs))}<div class="grow">
<a class="title" href="/${fullName(pull.repository)}/pull/${pull.number}">${pull.title}</a>${labels}
<div class="small">#${pull.number} by ${pull.author.login}, ${timestamp(pull.createdAt)}, ${runs.length} check runs</div></div></div>`;
}
