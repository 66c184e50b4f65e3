import { type Html, html } from "../../../web/html.ts";
import { commentsOn } from "../comments.ts";
import type { PullRequest } from "../conversation-types.ts";
import { timestamp } from "../world.ts";
import { renderMarkdown } from "./markdown.ts";

/** What was written below a pull request, the oldest first. */
export function conversation({ repository, number }: PullRequest): Html {
  return {
    html: commentsOn(repository, number)
      .map(({ author, body, createdAt, updatedAt }) => {
        const edited = updatedAt > createdAt ? `, edited ${timestamp(updatedAt)}` : "";
        return html`<div class="box comment"><header><strong>${author.login}</strong> <span class="small">${timestamp(createdAt)}${edited}</span></header>
<div class="words">${renderMarkdown(body)}</div></div>`.html;
      })
      .join("\n"),
  };
}
