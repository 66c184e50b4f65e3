import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { z } from "zod";
import { sendReport } from "../../src/cli/upload/send-report.ts";
import { UploadOutput } from "../../src/cli/upload/upload-reports.ts";
import { audience, openUploadWorld, type UploadWorld } from "../flows/support/upload-world.ts";
import { lcov } from "../gates/coverage/support.ts";
import { run } from "./test-terminal.ts";

let uploads: UploadWorld;
let folder: string;
let runner: { readonly server: Server; readonly env: Readonly<Record<string, string>> };
let job: { readonly runId: number; readonly event: string; readonly sha: string };

beforeAll(async () => {
  uploads = await openUploadWorld();
  const sha = await uploads.world.push("main", { "core/a.py": "one()\ntwo()\n" });
  job = { runId: (await uploads.startRun(sha, "push")).id, event: "push", sha };
  folder = mkdtempSync(join(tmpdir(), "lanekeeper-upload-test-"));
  writeFileSync(join(folder, "lcov.info"), lcov({ "core/a.py": "1:1 2:0" }));
  writeFileSync(join(folder, "other.info"), lcov({ "core/a.py": "1:0 2:1" }));
  writeFileSync(join(folder, "broken.info"), "garbage");
  runner = await startRunner();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  runner.server.close();
  await uploads[Symbol.asyncDispose]();
});

/** What a runner tells its jobs: where tokens are, and the secret that opens it. */
async function startRunner() {
  const { server, url } = await listening(async (request) => {
    const asked = new URL(request.url ?? "", "http://localhost");
    if (request.headers.authorization !== "Bearer runner-secret") return { status: 401, body: {} };
    const value = await uploads.token(job, { aud: asked.searchParams.get("audience") });
    return { status: 200, body: { count: value.length, value } };
  });
  const env = {
    ACTIONS_ID_TOKEN_REQUEST_URL: `${url}/?api-version=2.0`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: "runner-secret",
  };
  return { server, env };
}

interface Reply {
  readonly status: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

async function listening(answer: (request: IncomingMessage) => Promise<Reply>) {
  const server = createServer((request, response) => {
    request.resume();
    answer(request).then(({ status, body, headers }) => response.writeHead(status, headers).end(JSON.stringify(body)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${z.object({ port: z.int() }).parse(server.address()).port}` };
}

function upload(args: readonly string[], env = runner.env) {
  const where = ["--server", uploads.server.url, "--audience", audience];
  return run(["upload", ...args, ...where], { cwd: folder, env: { GITHUB_ACTIONS: "true", ...env } });
}

describe("lanekeeper upload", () => {
  it("sends every file under its name, and says what was stored", async () => {
    const { code, out, err } = await upload(["lcov.info", "other.info", "--flag", "unit"]);
    expect([code, err]).toEqual([0, ""]);
    const about = `flag unit, commit ${job.sha.slice(0, 10)}, files 1, linesCovered 1, linesTotal 2, of the branch`;
    expect(out).toBe(`✓ lcov.info is stored (${about})\n✓ other.info is stored (${about})\n`);
  });

  it("prints JSON, and ends with 1 when one is refused", async () => {
    const { code, out } = await upload(["broken.info", "lcov.info", "--format", "json"]);
    const { reports } = UploadOutput.parse(JSON.parse(out));
    expect([code, reports.map(({ file, outcome, error }) => [file, outcome, error])]).toEqual([
      1,
      [
        ["broken.info", "refused", "unusable-report"],
        ["lcov.info", "stored", undefined],
      ],
    ]);
  });

  it("says what the server expects, when the token is for somebody else", async () => {
    const { code, out } = await run(["upload", "lcov.info", "--server", uploads.server.url], {
      cwd: folder,
      env: runner.env,
    });
    expect([code, out]).toEqual([
      1,
      `✗ lcov.info: The token is made for somebody else.\n  Ask for a token with the audience ${audience}\n`,
    ]);
  });

  it.each([
    ["outside of a job", ["lcov.info"], { GITHUB_ACTIONS: "" }, "from a job of GitHub Actions"],
    ["without the permission", ["lcov.info"], { GITHUB_ACTIONS: "true" }, "`id-token: write`"],
    ["without the file", ["none.info"], undefined, "There is no file none.info"],
    ["with one name for two files", ["lcov.info", "other.info", "--name", "x"], undefined, "single file"],
    ["to an address without TLS", ["lcov.info", "--server", "http://lanekeeper.example"], undefined, "https://"],
  ])("does not start %s", async (_what, args, env, text) => {
    const where = args.includes("--server") ? [] : ["--server", uploads.server.url];
    const { code, out, err } = await run(["upload", ...args, ...where], { cwd: folder, env: env ?? runner.env });
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(text);
  });

  it("needs to know the server", async () => {
    const { code, err } = await run(["upload", "lcov.info"], { cwd: folder, env: runner.env });
    expect([code, err]).toEqual([2, expect.stringContaining("LANEKEEPER_URL")]);
  });
});

describe("a report that is sent", () => {
  const stored = { outcome: "stored", commit: "c", flag: "unit", name: "x", ofBranch: false, counts: {} };
  const trouble: Reply = { status: 503, body: { error: "stopping", what: "The server is stopping.", fix: "Wait." } };

  async function send(replies: readonly Reply[], pausesMs: readonly number[]) {
    const tokens: (string | undefined)[] = [];
    const { server, url } = await listening(async ({ headers }) => {
      tokens.push(headers.authorization);
      return replies[tokens.length - 1] ?? trouble;
    });
    let asked = 0;
    const token = async () => {
      asked += 1;
      return `token-${asked}`;
    };
    const file = join(folder, "lcov.info");
    const pauses: number[] = [];
    const sent = await sendReport({
      url: new URL(url),
      file,
      token,
      pausesMs,
      onPause: (_why, ms) => void pauses.push(ms),
    });
    server.closeAllConnections();
    server.close();
    return { sent, tokens, pauses };
  }

  it("is sent again while the server has trouble, each time with a new token", async () => {
    const busy: Reply = { status: 429, body: {}, headers: { "retry-after": "1" } };
    const { sent, tokens, pauses } = await send([busy, trouble, { status: 201, body: stored }], [5, 10, 20]);
    expect(sent).toEqual({ outcome: "stored", said: stored });
    expect(tokens).toEqual(["Bearer token-1", "Bearer token-2", "Bearer token-3"]);
    expect(pauses).toEqual([1_000, 10]);
  });

  it("is given up when the trouble stays", async () => {
    const { sent, tokens } = await send([], [5, 5]);
    expect(sent).toMatchObject({ outcome: "unreachable", what: "The server is stopping." });
    expect(tokens).toHaveLength(3);
  });

  it("is not sent again when the server refuses it, and follows no redirect", async () => {
    const elsewhere: Reply = { status: 307, body: {}, headers: { location: "http://127.0.0.1:1/" } };
    const { sent, tokens } = await send([elsewhere], [5, 5]);
    expect(sent).toMatchObject({ outcome: "refused", error: "unknown-answer" });
    expect(tokens).toHaveLength(1);
  });
});
