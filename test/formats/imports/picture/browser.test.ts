import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { renderHtml } from "../../../../src/formats/imports/graph/picture/html.ts";
import type { View } from "../../../../src/formats/imports/graph/picture/picture.ts";
import { compared, hostileMap, viewOf } from "./sample-views.ts";

const browsers = ["chromium", "chromium-browser", "google-chrome"];
const browser = browsers.find((name) => spawnSync(name, ["--version"]).status === 0);
if (browser === undefined) process.stderr.write("NOT TESTED: no Chromium is installed, so no page was opened.\n");
const inBrowser = browser === undefined ? describe.skip : describe;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "lanekeeper-page-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

const switches = [
  "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking",
  "--disable-component-update --disable-sync --virtual-time-budget=2000 --dump-dom",
].flatMap((line) => line.split(" "));

/** The page after its script has followed the address; without what the page's source says. */
function opened(view: View, hash: string): string {
  const file = join(folder, "graph.html");
  writeFileSync(
    file,
    renderHtml(view, (text) => createHash("sha256").update(text).digest("base64")),
  );
  const profile = `--user-data-dir=${join(folder, "profile")}`;
  const { stdout } = spawnSync(browser ?? "", [...switches, profile, `file://${file}${hash}`], { encoding: "utf8" });
  return stdout.replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, "");
}

inBrowser("the page in a browser", () => {
  it("follows a link into a closed lane, and lists the imports of the module there", () => {
    const users = compared().modules.findIndex(({ name }) => name === "web.api.users");
    const page = opened(viewOf(compared()), `#m${users}`);
    expect(page).toMatch(/<details class="lane" id="l3" open="">/);
    expect(page).toMatch(new RegExp(`id="m${users}" data-module="${users}" open="" data-filled="yes">`));
    expect(page).toContain("<h4>imports (3)</h4>");
    expect(page).toMatch(
      /<li class="removed">− <a href="#m\d+">core.clock<\/a> <code class="soft">web\/api\/users.py:1/,
    );
  });

  it("finds the imports that an arrow stands for", () => {
    const page = opened(viewOf(compared()), "#q=web.api%20-%3E%20core");
    const [, found = ""] = /<div id="found" aria-live="polite">(.*?)<h2>/s.exec(page) ?? [];
    expect(found).toContain("<h4>imports (4)</h4>");
    expect(found).toMatch(/web.api.keys<\/a> → <a href="#m\d+">core.text/);
    expect(found).not.toContain("web.views");
  });

  it("shows hostile names as text", () => {
    const page = opened(viewOf(hostileMap()), "#q=x");
    expect(page).toContain("&lt;img src=x onerror=alert(1)&gt;");
    expect(page.match(/<img|<script/g)).toBeNull();
  });
});
