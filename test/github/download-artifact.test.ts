import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { StandInWorkflowRun } from "../../src/demo/github/stand-in-types.ts";
import { downloadArtifact } from "../../src/github/download-artifact.ts";
import { openPull, openWorld, startRun, type TestWorld } from "../demo/github/world.ts";
import { octokitOf } from "../support/octokit.ts";

const zip = Buffer.from("PK: the bytes of an archive");
let world: TestWorld;
let run: StandInWorkflowRun;
let id: number;
beforeAll(async () => {
  world = await openWorld();
  run = await startRun(world, (await openPull(world)).sha);
  ({ id } = await run.uploadArtifact("coverage", zip));
});
afterAll(async () => {
  expect(world.github.violations).toEqual([]);
  await world[Symbol.asyncDispose]();
});

let directory: string;
let to: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lanekeeper-artifact-"));
  to = join(directory, "coverage.zip");
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
  world.github.faults.clear();
});

async function download(artifactId: number, maxBytes = 1_000, timeoutMs?: number) {
  const limits = { maxBytes, to, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
  return downloadArtifact(await octokitOf(world), world.repository, artifactId, limits);
}

describe("an artifact", () => {
  it("comes into a file of our own, from a storage that takes no token", async () => {
    expect(await download(id)).toEqual({ kind: "file", bytes: zip.length });
    expect(readFileSync(to)).toEqual(zip);
    expect(statSync(to).mode & 0o777).toBe(0o600);
  });

  it("of exactly the limit is taken, and one byte more is not", async () => {
    const limit = zip.length - 1;
    expect(await download(id, limit)).toEqual({ kind: "too-large", limit });
    expect(existsSync(to)).toBe(false);
    expect(await download(id, zip.length)).toMatchObject({ kind: "file" });
  });

  it("that has expired is no fault", async () => {
    const old = await run.uploadArtifact("old", zip);
    await world.github.expireArtifact(world.repository, old.id);
    expect(await download(old.id)).toEqual({ kind: "expired" });
    expect(existsSync(to)).toBe(false);
  });

  it("that never was is not found", async () => {
    await expect(download(1)).rejects.toMatchObject({ code: "GITHUB_NOT_FOUND", retry: false });
  });

  it("replaces no file that is there", async () => {
    writeFileSync(to, "somebody else's");
    await expect(download(id)).rejects.toMatchObject({ code: "EEXIST" });
    expect(readFileSync(to, "utf8")).toBe("somebody else's");
  });

  it("that GitHub refuses for a while says until when", async () => {
    const isDownload = ({ path }: { readonly path: string }) => path.endsWith("/zip");
    const limit = { status: 403, headers: { "retry-after": "30" }, body: {} };
    world.github.faults.respondWith(isDownload, limit);
    const refused = { code: "GITHUB_RATE_LIMITED", retry: true, retryAt: expect.any(Number) };
    await expect(download(id)).rejects.toMatchObject(refused);
    world.github.faults.respondWith(isDownload, { status: 502, body: {} });
    await expect(download(id)).rejects.toMatchObject({ code: "GITHUB_UNAVAILABLE", retry: true });
    expect(existsSync(to)).toBe(false);
  });
});

type Storing = (response: ServerResponse) => void | Promise<void>;

/** A storage that does what a test wants, to which the stand-in's API redirects. */
async function openStorage(store: Storing) {
  const seen: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers);
    void store(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const location = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}/zip?sig=secret-signature`;
  world.github.faults.clear();
  world.github.faults.respondWith(({ path }) => path.endsWith("/zip"), { status: 302, headers: { location } }, 100);
  return {
    seen,
    get: (maxBytes?: number, timeoutMs?: number) => download(id, maxBytes, timeoutMs),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      world.github.faults.clear();
    },
  };
}

/** Sends without end, and without saying how much. */
async function sendForEver(response: ServerResponse, everyMs: number) {
  response.writeHead(200);
  while (!response.destroyed) {
    response.write(Buffer.alloc(1024));
    await sleep(everyMs);
  }
}

describe("a storage", () => {
  it("gets no header that tells who asks", async () => {
    await using storage = await openStorage((response) => void response.end(zip));
    expect(await storage.get()).toEqual({ kind: "file", bytes: zip.length });
    expect(storage.seen.map(({ authorization, cookie }) => [authorization, cookie])).toEqual([[undefined, undefined]]);
  });

  it("that sends without end is stopped at the limit", async () => {
    await using storage = await openStorage((response) => sendForEver(response, 0));
    expect(await storage.get(100_000)).toEqual({ kind: "too-large", limit: 100_000 });
    expect(existsSync(to)).toBe(false);
  });

  it("that sends slowly, or nothing at all, is stopped when its time is over", async () => {
    await using slow = await openStorage((response) => sendForEver(response, 20));
    const late = { code: "GITHUB_UNAVAILABLE", retry: true, message: expect.stringContaining("time limit") };
    await expect(slow.get(1_000_000, 300)).rejects.toMatchObject(late);
    await using silent = await openStorage(() => undefined);
    await expect(silent.get(1_000_000, 300)).rejects.toMatchObject(late);
    expect(existsSync(to)).toBe(false);
  });

  it.each([
    ["breaks off", (response: ServerResponse) => response.write(zip, () => response.destroy())],
    [
      "sends less than it says",
      (response: ServerResponse) => {
        response.writeHead(200, { "content-length": 2 * zip.length });
        response.write(zip, () => response.destroy());
      },
    ],
    ["does not answer", (response: ServerResponse) => void response.destroy()],
  ])("that %s leaves nothing behind, and is asked again", async (_name, store) => {
    await using storage = await openStorage((response) => void store(response));
    await expect(storage.get()).rejects.toMatchObject({ code: "GITHUB_UNAVAILABLE", retry: true });
    expect(existsSync(to)).toBe(false);
  });

  it.each([403, 404, 500])(
    "that answers with %i is asked again over a new link, which no message tells",
    async (status) => {
      await using storage = await openStorage((response) => void response.writeHead(status).end("<Error/>"));
      const error = await storage.get().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: "GITHUB_UNAVAILABLE", retry: true });
      expect(String(error)).toContain(String(status));
      expect(String(error)).not.toContain("secret");
    },
  );

  it.each([
    [429, {}, 60_000],
    [429, { "retry-after": "5" }, 5_000],
    [503, { "retry-after": "7" }, 7_000],
    [503, { "retry-after": "99999999" }, 3_600_000],
  ])("that answers with %i and %j is left alone for a while", async (status, headers, ms) => {
    await using storage = await openStorage((response) => void response.writeHead(status, headers).end());
    const before = Date.now();
    const error = await storage.get().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: "GITHUB_RATE_LIMITED", retry: true });
    const { retryAt } = Object(error);
    expect(retryAt - before).toBeGreaterThanOrEqual(ms);
    expect(retryAt - before).toBeLessThan(ms + 60_000);
  });

  it("may redirect three times", async () => {
    const redirecting = (times: number): Storing => {
      let turn = 0;
      return (response) => {
        turn += 1;
        if (turn <= times) response.writeHead(307, { location: `/again/${turn}` }).end();
        else response.end(zip);
      };
    };
    await using patient = await openStorage(redirecting(3));
    expect(await patient.get()).toMatchObject({ kind: "file" });
    rmSync(to);
    await using endless = await openStorage(redirecting(4));
    await expect(endless.get()).rejects.toMatchObject({ code: "GITHUB_UNAVAILABLE" });
  });
});
