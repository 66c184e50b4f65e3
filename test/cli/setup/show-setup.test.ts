import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "@jest/globals";
import { readAppManifest } from "../../../src/app/app-manifest.ts";
import { startStandIn } from "../../../src/demo/github/stand-in.ts";
import { run } from "../test-terminal.ts";

const main = fileURLToPath(new URL("../../../src/cli/main.ts", import.meta.url));

/** The real process, which is ended with the block it is used in. */
function startProcess(cwd: string, args: readonly string[]) {
  const child = spawn(process.execPath, [main, "setup", ...args], { cwd, env: { PATH: process.env["PATH"] } });
  let out = "";
  let err = "";
  const { promise: address, resolve, reject } = Promise.withResolvers<string>();
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
    const found = /http:\/\/127\.0\.0\.1:\d+\/setup\/[\w-]+/.exec(err);
    if (found !== null) resolve(found[0]);
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<{ code: number | null; out: string; err: string }>();
  child.once("close", (code) => {
    reject(new Error(`It ended with ${code}: ${err}`));
    end({ code, out, err });
  });
  return { child, address, ended, [Symbol.dispose]: () => void child.kill("SIGKILL") };
}

describe("lanekeeper setup", () => {
  it("prints what is left to do, and no secret", async () => {
    const directory = mkdtempSync(join(tmpdir(), "lanekeeper-setup-"));
    const github = await startStandIn({ directory: join(directory, "github"), appManifest: readAppManifest() });
    try {
      const args = ["--url", "http://127.0.0.1:3999", "--github-url", github.webUrl, "--env", "app.env"];
      using setup = startProcess(directory, args);
      const page = await (await fetch(await setup.address)).text();
      const value = (name: RegExp) => (name.exec(page)?.[1] ?? "").replaceAll("&quot;", '"');
      const body = new URLSearchParams({ manifest: value(/name="manifest" value="([^"]+)"/), confirm: "yes" });
      expect((await fetch(value(/action="([^"]+)"/), { method: "POST", body })).status).toBe(200);
      const { code, out, err } = await setup.ended;
      expect(code).toBe(0);
      expect(err).toMatch(
        /^Open this address in a browser on this machine; it works once:\n {2}http:\S+\nCtrl-C ends setup\.\n$/,
      );
      expect(
        out
          .replace(/number \d+/, "number N")
          .replaceAll(directory, "DIR")
          .replaceAll(github.webUrl, "GITHUB"),
      ).toBe(expectedText);
      expect(existsSync(join(directory, "app.env"))).toBe(true);
    } finally {
      await github.close();
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it("ends with Ctrl-C, and says that nothing was written", async () => {
    const directory = mkdtempSync(join(tmpdir(), "lanekeeper-setup-"));
    using setup = startProcess(directory, ["--url", "https://lanekeeper.example.com"]);
    await setup.address;
    setup.child.kill("SIGINT");
    const { code, out, err } = await setup.ended;
    expect([code, out]).toEqual([3, ""]);
    expect(err).toContain("Setup ended before GitHub sent the App back, and nothing was written.");
    expect(err).toContain("https://github.com/settings/apps");
    rmSync(directory, { recursive: true, force: true });
  });

  it.each([
    [[], /required option '--url <address>'/],
    [["--url", "http://example.com"], /^lanekeeper: --url: http:\/\/example\.com is not encrypted/],
  ])("%j is a usage error", async (args, message) => {
    const ran = await run(["setup", ...args]);
    expect(ran).toMatchObject({ code: 2, out: "", err: expect.stringMatching(message) });
  });
});

const expectedText = `✓ The App lanekeeper is registered, with the number N.
  Its credentials are in DIR/app.env, which you alone can read. Keep that file out of git.

1. Install the App on the repositories that it shall look after.
   GITHUB/apps/lanekeeper/installations/new
2. Start the server, so that it answers at http://127.0.0.1:3999.
   lanekeeper serve --env app.env
3. When the first pull request has its checks, make the roll-up check a required one: Settings → Rules → Rulesets → Require status checks to pass → add \`lanekeeper\`, and choose the App lanekeeper as its expected source. Otherwise anybody with write access could post a status of that name, and it would count.
`;
