import { type Html, html } from "../../../web/html.ts";
import type { Violation } from "../violations.ts";
import { style } from "./style.ts";

export interface Crumb {
  readonly text: string;
  readonly href: string;
}

/** A whole page: the warning that this is not GitHub, the way back, and the content. */
export function layout(
  title: string,
  crumbs: readonly Crumb[],
  content: Html,
  violations: readonly Violation[],
): string {
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · stand-in GitHub</title><style>${{ html: style }}</style></head>
<body>
<div class="banner">This is a <strong>stand-in for GitHub</strong> on this machine, over real git repositories. Nothing here has reached github.com.</div>
${violationBanner(violations)}
<div class="top">${crumbs.map((crumb, at) => html`${at === 0 ? "" : html`<span class="sep">/</span>`}<a href="${crumb.href}">${crumb.text}</a>`)}</div>
<main>${content}</main>
</body></html>`;
  return page.html;
}

function violationBanner(violations: readonly Violation[]): Html {
  if (violations.length === 0) return html``;
  return html`<div class="banner broken"><strong>${violations.length} violations of GitHub's API description:</strong>
<ul>${violations.slice(0, 20).map(({ side, name, problem }) => html`<li>${side} <code>${name}</code>: ${problem}</li>`)}</ul></div>`;
}
