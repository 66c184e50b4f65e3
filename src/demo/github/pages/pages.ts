import { type Html, html } from "../../../web/html.ts";
import { findRepository } from "../look-up.ts";
import type { Services } from "../route.ts";
import type { PageAnswer, Pages } from "../server.ts";
import type { Violations } from "../violations.ts";
import { fullName, type Repository } from "../world.ts";
import { type Crumb, layout } from "./layout.ts";
import { pullList, repositoryList } from "./lists.ts";
import { confirmManifest, newAppPage } from "./new-app.ts";
import { pullPage } from "./pull.ts";
import { runDetails } from "./run.ts";

const home: Crumb = { text: "Repositories", href: "/" };

/** What people see in a browser. */
export function createPages(services: Services, violations: Violations): Pages {
  const show = (title: string, crumbs: readonly Crumb[], content: Html, status = 200): PageAnswer => ({
    status,
    html: layout(title, crumbs, content, violations.all),
  });
  const newApp = (method: string, url: URL, form: URLSearchParams): PageAnswer => {
    const crumbs = [home, { text: "New app", href: "/settings/apps/new" }];
    const state = url.searchParams.get("state") ?? "";
    const manifest = form.get("manifest") ?? url.searchParams.get("manifest") ?? "";
    if (method !== "POST" || form.get("confirm") !== "yes") return show("New app", crumbs, newAppPage(manifest, state));
    const outcome = confirmManifest(services.manifests, manifest, state);
    if (outcome.kind === "redirect") return { status: 302, location: outcome.location };
    return show("New app", crumbs, html`<h1>The manifest was not taken</h1><p>${outcome.because}</p>`, 422);
  };
  return async (method, url, form) => {
    if (url.pathname === "/") return show("Repositories", [home], repositoryList(services.world));
    // An organization's apps are made at an address of its own.
    if (/^(\/organizations\/[^/]+)?\/settings\/apps\/new$/.test(url.pathname)) return newApp(method, url, form);
    const [, owner = "", name = "", kind = "pulls", id = ""] = url.pathname.split("/");
    const repository = findRepository(services.world, owner, name);
    if (repository === undefined) return undefined;
    const crumbs = [home, { text: fullName(repository), href: `/${fullName(repository)}/pulls` }];
    const content = await repositoryPage(repository, kind, Number(id));
    return content === undefined ? undefined : show(content.title, crumbs, content.html);
  };
}

async function repositoryPage(
  repository: Repository,
  kind: string,
  id: number,
): Promise<{ readonly title: string; readonly html: Html } | undefined> {
  if (kind === "pulls") return { title: "Pull requests", html: pullList(repository) };
  const pull = repository.pulls.get(id);
  if (kind === "pull" && pull !== undefined) return { title: `${pull.title} #${id}`, html: await pullPage(pull) };
  const run = repository.runs.get(id);
  if (kind === "runs" && run !== undefined) {
    return { title: run.name, html: html`<div class="box">${await runDetails(repository, run, true)}</div>` };
  }
  return undefined;
}
