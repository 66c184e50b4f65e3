import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { type IncomingHttpHeaders, request as sendRequest } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "@jest/globals";
import { readAppManifest } from "../../../src/app/app-manifest.ts";
import { readEnvironment } from "../../../src/app/environment.ts";
import type { SetupOptions } from "../../../src/app/setup/options.ts";
import { type SetupOutcome, setUp } from "../../../src/app/setup/set-up.ts";
import { startStandIn } from "../../../src/demo/github/stand-in.ts";
import type { StandIn } from "../../../src/demo/github/stand-in-types.ts";

const publicUrl = "http://127.0.0.1:3999/lanes";

interface Setup extends AsyncDisposable {
  readonly github: StandIn;
  readonly directory: string;
  readonly pageUrl: string;
  readonly outcome: Promise<SetupOutcome>;
  readonly interrupt: () => void;
}

/** A stand-in GitHub and a setup that waits for its browser. */
async function startSetup(options: Partial<SetupOptions> = {}, timeoutMs = 60_000, oldEnv?: string): Promise<Setup> {
  const directory = mkdtempSync(join(tmpdir(), "lanekeeper-setup-"));
  if (oldEnv !== undefined) writeFileSync(join(directory, ".env"), oldEnv);
  const github = await startStandIn({ directory: join(directory, "github"), appManifest: readAppManifest() });
  const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<void>();
  const { promise: ready, resolve: onReady, reject } = Promise.withResolvers<string>();
  const outcome = setUp(
    { url: publicUrl, githubUrl: github.webUrl, env: ".env", ...options },
    { directory, onReady, interrupted, timeoutMs },
  );
  outcome.catch(reject);
  const dispose = async () => {
    interrupt();
    await outcome.catch(() => undefined);
    await github.close();
    rmSync(directory, { recursive: true, force: true });
  };
  const pageUrl = await ready.catch(async (error: unknown) => {
    await dispose();
    throw error;
  });
  return { github, directory, pageUrl, outcome, interrupt, [Symbol.asyncDispose]: dispose };
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** Unlike fetch, it may name a foreign host. */
function get(url: string, headers: Readonly<Record<string, string>> = {}, method = "GET"): Promise<Reply> {
  const { promise, resolve, reject } = Promise.withResolvers<Reply>();
  const request = sendRequest(url, { method, headers }, (response) => {
    const chunks: Buffer[] = [];
    response.on("data", (chunk: Buffer) => chunks.push(chunk));
    response.on("end", () =>
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: Buffer.concat(chunks).toString("utf8"),
      }),
    );
  });
  request.on("error", reject);
  request.end();
  return promise;
}

interface Form {
  readonly action: string;
  readonly manifest: string;
}

/** What a browser would post. */
function formOf(page: string): Form {
  const action = /<form method="post" action="([^"]+)">/.exec(page)?.[1] ?? "";
  const manifest = /name="manifest" value="([^"]+)"/.exec(page)?.[1] ?? "";
  return { action: unescapeHtml(action), manifest: unescapeHtml(manifest) };
}

function unescapeHtml(text: string): string {
  return text.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&amp;", "&");
}

/** Confirms on GitHub, and answers where it sends the browser. */
async function confirm({ action, manifest }: Form): Promise<URL> {
  const asked = await fetch(action, { method: "POST", body: new URLSearchParams({ manifest }) });
  expect(await asked.text()).toContain("Create GitHub App");
  const body = new URLSearchParams({ manifest, confirm: "yes" });
  const confirmed = await fetch(action, { method: "POST", body, redirect: "manual" });
  return new URL(confirmed.headers.get("location") ?? "");
}

async function returnOf(setup: Setup): Promise<URL> {
  return confirm(formOf((await get(setup.pageUrl)).text));
}

const conversions = (github: StandIn) => github.requests.filter(({ path }) => path.endsWith("/conversions"));

describe("setUp", () => {
  it("registers an App and writes what the server needs", async () => {
    await using setup = await startSetup();
    const { github, directory } = setup;
    const page = await fetch(setup.pageUrl);
    const form = formOf(await page.text());
    const back = await confirm(form);
    expect(`${back.origin}${back.pathname}`).toBe(JSON.parse(form.manifest).redirect_url);
    const done = await fetch(back);
    const text = await done.text();
    const outcome = await setup.outcome;

    expect([done.status, outcome.kind]).toEqual([200, "registered"]);
    expect(text).toContain("The App lanekeeper is registered");
    expect(text).toContain(`${github.webUrl}/apps/lanekeeper/installations/new`);
    const file = join(directory, ".env");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const env = parseEnv(readFileSync(file, "utf8"));
    const settings = readEnvironment({ env, directory, readFile: () => "" });
    expect(settings).toMatchObject({ publicUrl, github: { webUrl: github.webUrl, apiUrl: github.apiUrl } });
    expect(outcome).toMatchObject({ app: { id: settings.appId, slug: "lanekeeper", missing: [] } });
    expect(github.violations).toEqual([]);

    const secrets = [settings.webhookSecrets[0], settings.privateKey.split("\n")[1] ?? ""];
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(16);
      expect(text + JSON.stringify(outcome)).not.toContain(secret);
    }
  });

  it("asks for what app.yml says, with the webhook where the server listens", async () => {
    await using setup = await startSetup({ org: "acme", name: "Acme Lanes" });
    const page = await get(setup.pageUrl);
    const { action, manifest } = formOf(page.text);
    const { permissions, events, description } = readAppManifest();
    expect(action).toMatch(/\/organizations\/acme\/settings\/apps\/new\?state=[\w-]{43}$/);
    expect(JSON.parse(manifest)).toEqual({
      name: "Acme Lanes",
      description,
      url: publicUrl,
      public: false,
      redirect_url: `${new URL(setup.pageUrl).origin}/registered`,
      hook_attributes: { url: `${publicUrl}/api/github/webhooks`, active: true },
      default_permissions: permissions,
      default_events: events,
    });
    for (const shown of ["acme", "merge_queues", "merge_group", join(setup.directory, ".env")]) {
      expect(page.text).toContain(shown);
    }
  });

  it("lets the page load nothing, post to GitHub alone, and stay nowhere", async () => {
    await using setup = await startSetup();
    const { headers } = await get(setup.pageUrl);
    expect(new URL(setup.pageUrl).hostname).toBe("127.0.0.1");
    expect(headers["content-security-policy"]).toMatch(/^default-src 'none'; style-src 'sha256-[^;]+'; /);
    expect(headers["content-security-policy"]).toContain(`; form-action ${setup.github.webUrl};`);
    expect(headers).toMatchObject({
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
      "set-cookie": [expect.stringMatching(/; HttpOnly; SameSite=Lax$/)],
    });
  });

  it("opens once, and again only for the browser that opened it", async () => {
    await using setup = await startSetup();
    const { origin } = new URL(setup.pageUrl);
    for (const path of ["/", "/setup", "/setup/", "/setup/wrong", `${new URL(setup.pageUrl).pathname}x`]) {
      expect((await get(origin + path)).status).toBe(404);
    }
    expect((await get(setup.pageUrl, {}, "POST")).status).toBe(404);
    expect((await get(setup.pageUrl, {}, "HEAD")).status).toBe(404);
    const first = await get(setup.pageUrl);
    expect(first.status).toBe(200);
    const cookie = first.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
    expect((await get(setup.pageUrl)).status).toBe(404);
    expect((await get(setup.pageUrl, { cookie: `${cookie}x` })).status).toBe(404);
    expect((await get(setup.pageUrl, { cookie: `other=1; ${cookie}` })).status).toBe(200);
    expect((await get(`${origin}/setup/wrong`, { cookie })).status).toBe(404);
  });

  it("refuses names that are not this machine's, so that no foreign page reaches it", async () => {
    await using setup = await startSetup();
    for (const host of ["evil.example.com", "127.0.0.1.evil.example.com", "10.0.0.1", "localhost@evil.example.com:1"]) {
      expect([host, (await get(setup.pageUrl, { host })).status]).toEqual([host, 403]);
    }
    expect((await get(setup.pageUrl, { host: "localhost:1" })).status).toBe(200);
  });

  it("refuses a return with a wrong state or none, and goes on", async () => {
    await using setup = await startSetup();
    const back = await returnOf(setup);
    const forged = new URL(back);
    forged.searchParams.set("state", "A".repeat(43));
    const stateless = new URL(back);
    stateless.searchParams.delete("state");
    const codeless = new URL(back);
    codeless.searchParams.set("code", "../../user");
    const statuses = [];
    for (const url of [forged, stateless, codeless]) statuses.push((await get(url.href)).status);
    expect(statuses).toEqual([403, 403, 400]);
    expect(conversions(setup.github)).toEqual([]);
    expect((await get(back.href)).status).toBe(200);
    expect((await setup.outcome).kind).toBe("registered");
  });

  it("redeems a code once, and is gone afterwards", async () => {
    await using setup = await startSetup();
    setup.github.faults.delay(({ path }) => path.endsWith("/conversions"), 300);
    const page = await get(setup.pageUrl);
    const cookie = page.headers["set-cookie"]?.[0]?.split(";")[0] ?? "";
    const back = await confirm(formOf(page.text));
    const replies = await Promise.all([get(back.href), get(back.href)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 403]);
    await setup.outcome;
    expect(conversions(setup.github)).toHaveLength(1);
    await expect(get(setup.pageUrl, { cookie })).rejects.toThrow();
    await expect(get(back.href)).rejects.toThrow();
  });

  it("fails clearly when somebody else has used the code, and writes nothing", async () => {
    await using setup = await startSetup();
    const back = await returnOf(setup);
    const code = back.searchParams.get("code");
    await fetch(`${setup.github.apiUrl}/app-manifests/${code}/conversions`, { method: "POST" });
    const reply = await get(back.href);
    expect([reply.status, reply.text]).toEqual([502, expect.stringContaining("it was used already")]);
    await expect(setup.outcome).rejects.toMatchObject({
      code: "GITHUB_NOT_FOUND",
      message: expect.stringContaining(`delete the new App at ${setup.github.webUrl}/settings/apps`),
    });
    expect(existsSync(join(setup.directory, ".env"))).toBe(false);
  });

  it("tries again while GitHub has trouble", async () => {
    await using setup = await startSetup();
    setup.github.faults.respondWith(({ path }) => path.endsWith("/conversions"), { status: 503, body: {} });
    const back = await returnOf(setup);
    expect((await get(back.href)).status).toBe(200);
    expect(conversions(setup.github).map(({ status }) => status)).toEqual([503, 201]);
  });

  it.each([
    ["without a webhook secret", { webhook_secret: null }, "BAD_ENVIRONMENT", /without an active webhook/],
    ["with an empty webhook secret", { webhook_secret: "" }, "BAD_ENVIRONMENT", /without an active webhook/],
    ["without its events", { events: [] }, "BAD_ENVIRONMENT", /without an active webhook/],
    ["without a key", { pem: "KEY" }, "GITHUB_REJECTED", /not of the documented form: pem\./],
  ])("fails clearly when GitHub makes the App %s", async (_case, change, code, message) => {
    await using setup = await startSetup();
    answerWith(setup.github, change);
    const reply = await get((await returnOf(setup)).href);
    expect([reply.status, reply.text]).toEqual([502, expect.stringMatching(message)]);
    await expect(setup.outcome).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
    expect(existsSync(join(setup.directory, ".env"))).toBe(false);
  });

  it("says what GitHub did not grant", async () => {
    await using setup = await startSetup();
    const { permissions, events } = readAppManifest();
    const { merge_queues: _, ...granted } = permissions;
    answerWith(setup.github, { permissions: granted, events: events.filter((event) => event !== "merge_group") });
    expect((await get((await returnOf(setup)).href)).text).toContain("GitHub did not grant: permission merge_queues");
    expect(await setup.outcome).toMatchObject({
      app: { missing: ["permission merge_queues: read", "event merge_group"] },
    });
  });

  it("refuses a file that has an App, unless told, and keeps its other lines", async () => {
    const old = "# ours\nPORT=8080\nAPP_ID=1\nPRIVATE_KEY='old\nkey'\n";
    await expect(startSetup({}, 60_000, old)).rejects.toMatchObject({
      code: "BAD_USAGE",
      message: expect.stringMatching(/has an App already \(APP_ID, PRIVATE_KEY\).*--force/),
    });
    await using setup = await startSetup({ force: true }, 60_000, old);
    await get((await returnOf(setup)).href);
    await setup.outcome;
    const text = readFileSync(join(setup.directory, ".env"), "utf8");
    expect(text).toMatch(/^# ours\nPORT=8080\nAPP_ID=\d{4}\nPRIVATE_KEY="-----BEGIN RSA PRIVATE KEY-----\\n/);
    expect(text).not.toContain("old");
  });

  it("ends when it is interrupted, and when nobody comes", async () => {
    await using interrupted = await startSetup({ org: "acme" });
    interrupted.interrupt();
    const appsUrl = `${interrupted.github.webUrl}/organizations/acme/settings/apps`;
    expect(await interrupted.outcome).toEqual({ kind: "interrupted", appsUrl });
    await using late = await startSetup({}, 20);
    expect(await late.outcome).toMatchObject({ kind: "timed-out" });
    await expect(get(late.pageUrl)).rejects.toThrow();
  });

  it("finishes what is under way when it is interrupted", async () => {
    await using setup = await startSetup();
    setup.github.faults.delay(({ path }) => path.endsWith("/conversions"), 200);
    const reply = get((await returnOf(setup)).href);
    setTimeout(setup.interrupt, 100);
    expect((await reply).status).toBe(200);
    expect((await setup.outcome).kind).toBe("registered");
  });

  it("says which port is taken", async () => {
    const other = createServer();
    const { promise: listening, resolve } = Promise.withResolvers<void>();
    other.listen(0, "127.0.0.1", resolve);
    await listening;
    const address = other.address();
    const port = typeof address === "object" && address !== null ? String(address.port) : "";
    await expect(startSetup({ port })).rejects.toMatchObject({
      code: "BAD_USAGE",
      message: `--port: cannot listen on 127.0.0.1:${port}: another program listens there. Leave it out to take a free port.`,
    });
    other.close();
  });
});

/** GitHub's documented answer, with something changed in it. */
function answerWith(github: StandIn, change: Readonly<Record<string, unknown>>): void {
  const { permissions, events } = readAppManifest();
  const body = {
    id: 4711,
    slug: "lanekeeper",
    html_url: `${github.webUrl}/apps/lanekeeper`,
    permissions,
    events,
    pem: github.app.privateKey,
    webhook_secret: "0123456789abcdef0123456789abcdef01234567",
    ...change,
  };
  github.faults.respondWith(({ path }) => path.endsWith("/conversions"), { status: 201, body });
}
