import { type Html, html } from "../../web/html.ts";
import { page } from "../../web/page.ts";
import type { RegisteredApp, Step } from "./next-steps.ts";
import type { RegistrationManifest } from "./registration.ts";

interface AskPage {
  readonly manifest: RegistrationManifest;
  /** Where the form is posted. */
  readonly action: string;
  readonly owner: string;
  readonly envFile: string;
}

/** Everything that GitHub will be asked for, and the button that asks. */
export function askPage({ manifest, action, owner, envFile }: AskPage): string {
  const host = new URL(action).host;
  return page(
    "Set up Lanekeeper",
    html`<h1>Set up Lanekeeper</h1>
<p>This registers a GitHub App of your own on ${host}. Sign in there first, in this browser. GitHub then shows the name,
which you may change, and asks you to confirm. Nothing is installed on a repository yet.</p>
<table>
${row("Name", manifest.name)}
${row("Owner", owner)}
${row("Webhooks go to", manifest.hook_attributes.url)}
${row("Who can install it", "its owner")}
${row("Its secrets are written to", `${envFile}, readable by you alone`)}
</table>
<h2>Permissions</h2>
<table>${Object.entries(manifest.default_permissions).map(([name, level]) => row(name, level))}</table>
<h2>Events</h2>
<p>${manifest.default_events.join(", ")}</p>
<form method="post" action="${action}">
<input type="hidden" name="manifest" value="${JSON.stringify(manifest)}">
<p><button>Register on ${host}</button></p>
</form>`,
  );
}

function row(name: string, value: string): Html {
  return html`<tr><th scope="row">${name}</th><td><code>${value}</code></td></tr>`;
}

/** The end of it: the secrets are in the file, and what is left is for a person. */
export function registeredPage(app: RegisteredApp, steps: readonly Step[], envFile: string): string {
  return page(
    "The App is registered",
    html`<h1>The App ${app.slug} is registered</h1>
<p>Its credentials are in <code>${envFile}</code>. Setup has ended, and this page is gone when you leave it.</p>
${app.missing.length === 0 ? "" : html`<p class="failure">GitHub did not grant: ${app.missing.join(", ")}.</p>`}
<h2>What is left to do</h2>
<ol>${steps.map(stepItem)}</ol>`,
  );
}

function stepItem({ what, how }: Step): Html {
  if (how === undefined) return html`<li>${what}</li>`;
  if ("command" in how) return html`<li>${what}<br><code>${how.command}</code></li>`;
  return html`<li>${what}<br><a href="${how.link}" rel="noreferrer">${how.link}</a></li>`;
}

/** For everything that goes wrong; it never repeats what a stranger sent. */
export function problemPage(title: string, text: string): string {
  return page(title, html`<h1>${title}</h1><p>${text}</p>`);
}
