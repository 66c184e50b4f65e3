import { describe, expect, it } from "@jest/globals";
import { renderMarkdown } from "../../../src/demo/github/pages/markdown.ts";
import { openPull, openWorld } from "./world.ts";

const hostile = '<script>alert("x")</script>';

describe("pages of the stand-in", () => {
  it("shows repositories, pull requests and check runs with the source line, all escaped", async () => {
    await using world = await openWorld();
    const { github, repository, work } = world;
    const { number } = await openPull(world);
    const sha = work.commit("topic", { "core/clock.py": `import os # ${hostile}\n` });
    await github.push({ repository, from: work.directory, refspec: "refs/heads/topic", as: "ada" });
    await github.editPullRequest(repository, number, { title: hostile });
    const annotation = {
      path: "core/clock.py",
      start_line: 1,
      end_line: 1,
      annotation_level: "failure",
      message: hostile,
    };
    const output = { title: hostile, summary: `| a | b |\n|---|---|\n| ${hostile} | c |`, annotations: [annotation] };
    const made = await world.call("POST", "/repos/acme/platform/check-runs", {
      token: await world.token(),
      body: { name: "a check", head_sha: sha, conclusion: "failure", output },
    });
    for (const path of [
      "/",
      "/acme/platform/pulls",
      `/acme/platform/pull/${number}`,
      `/acme/platform/runs/${made.body.id}`,
    ]) {
      const response = await fetch(github.webUrl + path);
      const text = await response.text();
      expect([path, response.status]).toEqual([path, 200]);
      expect(text).toContain("stand-in for GitHub");
      expect(text).not.toContain("<script");
    }
    const page = await (await fetch(`${github.webUrl}/acme/platform/pull/${number}`)).text();
    expect(page).toContain("core/clock.py:1");
    expect(page).toContain("import os # &lt;script&gt;");
    expect(page).toContain("<td>");
    expect(page).not.toContain("violations of GitHub");
    expect((await fetch(`${github.webUrl}/acme/none/pulls`)).status).toBe(404);
  });

  it("shows what was written below a pull request, escaped, and nothing of others", async () => {
    await using world = await openWorld();
    const { github, repository } = world;
    const { number } = await openPull(world);
    const { id } = await github.comment(repository, number, { as: "ada", body: `## Told\n${hostile}` });
    const issue = github.openIssue(repository, { author: "ada", title: "Elsewhere", body: "" });
    await github.comment(repository, issue.number, { as: "ada", body: "Not here" });
    const page = async () => (await fetch(`${github.webUrl}/acme/platform/pull/${number}`)).text();
    expect(await page()).toContain("<h4>Told</h4>");
    expect(await page()).toContain("&lt;script&gt;");
    expect(await page()).not.toContain("<script");
    expect(await page()).not.toContain("Not here");
    await github.deleteComment(repository, id, "ada");
    expect(await page()).not.toContain("Told");
  });

  it("shows violations of the contract", async () => {
    await using world = await openWorld();
    await world.call("POST", "/repos/acme/platform/check-runs", { token: await world.token(), body: {} });
    expect(await (await fetch(world.github.webUrl)).text()).toContain("1 violations of GitHub");
  });

  it("registers an app from a manifest, once", async () => {
    await using world = await openWorld();
    const { github } = world;
    const manifest = JSON.stringify({
      name: "My Gate",
      url: "http://127.0.0.1:1/",
      redirect_url: "http://127.0.0.1:1/back",
      default_permissions: { checks: "write" },
      default_events: ["pull_request"],
    });
    const address = `${github.webUrl}/settings/apps/new?state=abc`;
    const ask = await fetch(address, { method: "POST", body: new URLSearchParams({ manifest }) });
    expect(await ask.text()).toContain("Create GitHub App");
    const body = new URLSearchParams({ manifest, confirm: "yes" });
    const done = await fetch(address, { method: "POST", body, redirect: "manual" });
    const location = new URL(done.headers.get("location") ?? "");
    expect([location.pathname, location.searchParams.get("state")]).toEqual(["/back", "abc"]);
    const path = `/app-manifests/${location.searchParams.get("code")}/conversions`;
    const made = await world.call("POST", path);
    expect([made.status, made.body.slug, made.body.permissions]).toEqual([201, "my-gate", { checks: "write" }]);
    expect(made.body.pem).toContain("PRIVATE KEY");
    expect((await world.call("POST", path)).status).toBe(404);
    const bad = new URLSearchParams({ manifest: "{}", confirm: "yes" });
    expect((await fetch(address, { method: "POST", body: bad })).status).toBe(422);
    expect(github.violations).toEqual([]);
  });
});

describe("Markdown on the pages", () => {
  const cases: readonly (readonly [string, string])[] = [
    ["## Title", "<h4>Title</h4>"],
    ["a **b** `c<d` \\*e\\*", "<p>a <strong>b</strong> <code>c&lt;d</code> *e*</p>"],
    ["- one\n- two", "<ul><li>one</li><li>two</li></ul>"],
    ["```python\n<b>\n```", "<pre><code>&lt;b&gt;</code></pre>"],
    ["[here](https://example.com/a)", '<p><a href="https://example.com/a" rel="noreferrer">here</a></p>'],
    ["[here](javascript:alert(1))", "<p>[here](javascript:alert(1))</p>"],
    ["a &lt;b&gt; <i>", "<p>a &lt;b&gt; &lt;i&gt;</p>"],
    ["a4\u2060d40 and \u202e", "<p>a4d40 and \\u{202e}</p>"],
    ["<!-- lanekeeper:overlap:v1 -->\na", "<p>a</p>"],
    ["<!-- <b> -->", "<p>&lt;!-- &lt;b&gt; --&gt;</p>"],
    ["<sub>`a` <b></sub>", '<p class="small"><code>a</code> &lt;b&gt;</p>'],
    [
      "<details open><summary>a<b></summary>\n\n- c\n</details>",
      "<details open><summary>a&lt;b&gt;</summary>\n<ul><li>c</li></ul></details>",
    ],
    ["<details><summary>a</summary>\nb", "<p>&lt;details&gt;&lt;summary&gt;a&lt;/summary&gt;<br>b</p>"],
    ["> quoted", "<blockquote><p>quoted</p></blockquote>"],
  ];
  it.each(cases)("renders %j", (markdown, expected) => {
    expect(renderMarkdown(markdown).html.trim()).toBe(expected);
  });
});
