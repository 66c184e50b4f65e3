import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { type MirrorOptions, type Mirrors, openMirrors } from "../../src/git/mirrors.ts";
import { startGitHttpServer } from "../support/git-http-server.ts";
import { createGitRepository, type GitRepository } from "../support/git-repository.ts";

let remote: GitRepository;
let root: string;
const opened: Mirrors[] = [];

beforeEach(() => {
  remote = createGitRepository({ bare: true });
  root = mkdtempSync(join(tmpdir(), "lanekeeper-mirrors-"));
});

afterEach(() => {
  for (const mirrors of opened.splice(0)) mirrors.close();
  remote[Symbol.dispose]();
  rmSync(root, { recursive: true, force: true });
});

function open(options: Partial<MirrorOptions> = {}): Mirrors {
  const mirrors = openMirrors({
    root,
    maxBytes: 50_000_000,
    fetchTimeoutMs: 20_000,
    allowedProtocols: ["http"],
    ...options,
  });
  opened.push(mirrors);
  return mirrors;
}

const serve = (options: { password?: string; delayMs?: number; status?: number } = {}) =>
  startGitHttpServer({ root: remote.directory, ...options });

describe("openMirrors", () => {
  it("brings branches, heads of forks and commits by id", async () => {
    const base = remote.commit("main", { "a.py": "import os\n" });
    const head = remote.commit("fork", { "b.py": "import sys\n" }, { from: "main" });
    remote.git("update-ref", "refs/pull/7/head", head);
    remote.git("update-ref", "-d", "refs/heads/fork");
    await using server = await serve();
    const mirror = await open().fetch({
      repositoryId: 1,
      url: server.url,
      wants: [{ ref: "refs/heads/main" }, { ref: "refs/pull/7/head" }, { sha: base }],
    });
    expect(mirror.commits).toEqual([base, head, base]);
    expect(await mirror.mergeBase(base, head)).toEqual({ kind: "found", sha: base });
    expect(await mirror.fileAt(head, "b.py")).toEqual({ kind: "bytes", bytes: Buffer.from("import sys\n") });
  });

  it("lists the branches of the other side, and fetches nothing for that", async () => {
    const main = remote.commit("main", { a: "1" });
    const release = remote.commit("release/1", { a: "2" }, { from: "main" });
    remote.git("update-ref", "refs/pull/7/head", main);
    await using server = await serve({ password: "secret" });
    const mirrors = open();
    const access = { repositoryId: 1, url: server.url, token: "secret" };
    expect(await mirrors.branches(access)).toEqual([
      { name: "main", tip: main },
      { name: "release/1", tip: release },
    ]);
    expect(readdirSync(join(root, "1.git", "objects", "pack"))).toEqual([]);
    await expect(mirrors.branches({ ...access, token: "wrong" })).rejects.toMatchObject({ name: "Fault" });
    await expect(mirrors.branches({ ...access, url: "file:///etc" })).rejects.toMatchObject({ code: "GIT_FAILED" });
  });

  it("asks nobody for commits that it has", async () => {
    const base = remote.commit("main", { a: "1" });
    await using server = await serve();
    const request = { repositoryId: 1, url: server.url, wants: [{ sha: base }] };
    await open().fetch(request);
    const before = server.requests.length;
    expect((await open().fetch(request)).commits).toEqual([base]);
    expect(server.requests.length).toBe(before);
  });

  it("follows a branch that was rewritten, and one that became a directory", async () => {
    remote.commit("topic", { a: "1" });
    await using server = await serve();
    const mirrors = open();
    const topic = { repositoryId: 1, url: server.url, wants: [{ ref: "refs/heads/topic" }] };
    await mirrors.fetch(topic);
    const rewritten = remote.commit("topic", { a: "2" }, { from: "none" });
    expect((await mirrors.fetch(topic)).commits).toEqual([rewritten]);
    remote.git("update-ref", "-d", "refs/heads/topic");
    const below = remote.commit("topic/below", { a: "3" });
    const wants = [{ ref: "refs/heads/topic/below" }];
    expect((await mirrors.fetch({ ...topic, wants })).commits).toEqual([below]);
  });

  it.each([
    [{ ref: "refs/heads/gone" }],
    [{ sha: "1".repeat(40) }],
    [{ ref: "--upload-pack=touch /tmp/x" }],
    [{ ref: "refs/heads/*" }],
    [{ ref: "refs/heads/a:refs/heads/b" }],
  ])("says UNKNOWN_REVISION for %p", async (want) => {
    remote.commit("main", { a: "1" });
    await using server = await serve();
    const fetching = open().fetch({ repositoryId: 1, url: server.url, wants: [want] });
    await expect(fetching).rejects.toMatchObject({ code: "UNKNOWN_REVISION" });
  });

  it.each([
    [401, "GITHUB_FORBIDDEN", true],
    [403, "GITHUB_FORBIDDEN", true],
    [404, "GITHUB_NOT_FOUND", false],
    [429, "GITHUB_RATE_LIMITED", true],
    [502, "GITHUB_UNAVAILABLE", true],
  ])("turns status %i into %s", async (status, code, retry) => {
    await using server = await serve({ status });
    const fetching = open().fetch({
      repositoryId: 1,
      url: server.url,
      token: "a-token-of-some-length",
      wants: [{ ref: "refs/heads/main" }],
    });
    await expect(fetching).rejects.toMatchObject({ code, retry });
  });

  it("says GITHUB_UNAVAILABLE when nobody listens", async () => {
    const server = await serve();
    await server[Symbol.asyncDispose]();
    const fetching = open().fetch({ repositoryId: 1, url: server.url, wants: [{ ref: "refs/heads/main" }] });
    await expect(fetching).rejects.toMatchObject({ code: "GITHUB_UNAVAILABLE", retry: true });
  });

  it.each(["file:///etc", "ext::sh -c id", "http://user:secret@127.0.0.1/x", "-x", "ssh://127.0.0.1/x"])(
    "refuses the address %s",
    async (url) => {
      const fetching = open().fetch({ repositoryId: 1, url, wants: [{ ref: "refs/heads/main" }] });
      await expect(fetching).rejects.toMatchObject({ code: "GIT_FAILED" });
      expect(existsSync(join(root, "1.git"))).toBe(false);
    },
  );

  it("gives up after the time limit and leaves nothing half written", async () => {
    remote.commit("main", { a: "1" });
    await using server = await serve({ delayMs: 5_000 });
    const fetching = open({ fetchTimeoutMs: 400 }).fetch({
      repositoryId: 1,
      url: server.url,
      wants: [{ ref: "refs/heads/main" }],
    });
    await expect(fetching).rejects.toMatchObject({ code: "GIT_TIMED_OUT", retry: true });
    expect(filesUnder(join(root, "1.git")).filter((file) => /tmp_|\.lock$|\.pack$/.test(file))).toEqual([]);
  });
});

describe("the token", () => {
  const token = "ghs_SecretTokenThatNobodyMaySee1234567890";

  it("opens the repository and is in no process list, no environment and no file", async () => {
    const head = remote.commit("main", { a: "1" });
    await using server = await serve({ password: token, delayMs: 600 });
    let done = false;
    const fetching = open()
      .fetch({ repositoryId: 1, url: server.url, token, wants: [{ ref: "refs/heads/main" }] })
      .finally(() => {
        done = true;
      });
    const seen = { processes: new Set<string>(), leaks: [] as string[] };
    while (!done) {
      lookAtProcesses(token, seen);
      await sleep(10);
    }
    expect((await fetching).commits).toEqual([head]);
    expect([...seen.processes].some((line) => line.includes("remote-http"))).toBe(true);
    expect(seen.leaks).toEqual([]);
    const files = filesUnder(root);
    expect(files.length).toBeGreaterThan(3);
    expect(files.filter((file) => readFileSync(file).includes(token))).toEqual([]);
  });

  it("is asked for by git as often as git likes", async () => {
    remote.commit("main", { a: "1" });
    await using server = await serve({ password: token });
    const mirrors = open();
    for (const repositoryId of [1, 2, 3]) {
      await mirrors.fetch({ repositoryId, url: server.url, token, wants: [{ ref: "refs/heads/main" }] });
    }
    expect(server.requests.length).toBeGreaterThan(8);
  });

  it("says GITHUB_FORBIDDEN, without the token, when it is the wrong one", async () => {
    remote.commit("main", { a: "1" });
    await using server = await serve({ password: "another" });
    const fetching = open().fetch({ repositoryId: 1, url: server.url, token, wants: [{ ref: "refs/heads/main" }] });
    await expect(fetching).rejects.toMatchObject({
      code: "GITHUB_FORBIDDEN",
      retry: true,
      message: expect.not.stringContaining(token),
    });
  });
});

describe("the size cap", () => {
  const large = () => ({ "large.bin": randomBytes(8_000_000) });

  it("stops a fetch that outgrows it, names both numbers, and leaves nothing half written", async () => {
    remote.commit("main", large());
    await using server = await serve();
    const wants = [{ ref: "refs/heads/main" }];
    const fetching = open({ maxBytes: 2_000_000 }).fetch({ repositoryId: 1, url: server.url, wants });
    await expect(fetching).rejects.toMatchObject({
      code: "REPOSITORY_TOO_LARGE",
      retry: false,
      message: expect.stringMatching(/\d+\.\d MB have arrived, and a mirror may have 2\.0 MB/),
    });
    expect(filesUnder(root).filter((file) => /tmp_|\.lock$|\.pack$/.test(file))).toEqual([]);
  });

  it("lets the same repository in under a larger cap", async () => {
    const head = remote.commit("main", large());
    await using server = await serve();
    const wants = [{ ref: "refs/heads/main" }];
    expect((await open({ maxBytes: 20_000_000 }).fetch({ repositoryId: 1, url: server.url, wants })).commits).toEqual([
      head,
    ]);
  });
});

describe("several at a time", () => {
  it("shares one fetch among equal requests that wait", async () => {
    const head = remote.commit("main", { a: "1" });
    await using server = await serve({ delayMs: 100 });
    const mirrors = open();
    const request = { repositoryId: 1, url: server.url, wants: [{ ref: "refs/heads/main" }] };
    const all = await Promise.all(Array.from({ length: 10 }, () => mirrors.fetch(request)));
    expect(new Set(all.map((mirror) => mirror.commits[0]))).toEqual(new Set([head]));
    expect(server.requests.filter((line) => line.includes("info/refs")).length).toBeLessThanOrEqual(2);
  });

  it("keeps apart the writers of one mirror that do not know each other", async () => {
    const head = remote.commit("main", { a: "1" });
    await using server = await serve({ delayMs: 50 });
    const request = { repositoryId: 1, url: server.url, wants: [{ ref: "refs/heads/main" }] };
    const all = await Promise.all(Array.from({ length: 4 }, () => open().fetch(request)));
    expect(all.map((mirror) => mirror.commits)).toEqual([[head], [head], [head], [head]]);
  });
});

describe("a mirror in trouble", () => {
  const wantsMain = [{ ref: "refs/heads/main" }];

  it("is rebuilt after an interrupted start, and after its objects are lost", async () => {
    const head = remote.commit("main", { a: "1" });
    await using server = await serve();
    const mirrors = open();
    const request = { repositoryId: 1, url: server.url, wants: wantsMain };
    mkdirSync(join(root, "1.git", "objects"), { recursive: true });
    expect((await mirrors.fetch(request)).commits).toEqual([head]);
    rmSync(join(root, "1.git", "objects", "pack"), { recursive: true });
    expect((await mirrors.fetch(request)).commits).toEqual([head]);
  });

  it("is not blocked by the locks of a git that was killed", async () => {
    remote.commit("main", { a: "1" });
    await using server = await serve();
    const mirrors = open();
    const request = { repositoryId: 1, url: server.url, wants: wantsMain };
    await mirrors.fetch(request);
    const [ref = ""] = filesUnder(join(root, "1.git", "refs", "lanekeeper"));
    writeFileSync(`${ref}.lock`, "");
    const moved = remote.commit("main", { a: "2" });
    expect((await mirrors.fetch(request)).commits).toEqual([moved]);
  });

  it("is gone after forget, and comes back when wanted", async () => {
    remote.commit("main", { a: "1" });
    await using server = await serve();
    const mirrors = open();
    await mirrors.fetch({ repositoryId: 1, url: server.url, wants: wantsMain });
    await mirrors.forget(1);
    await mirrors.forget(1);
    expect(readdirSync(root).filter((name) => name.includes(".git"))).toEqual([]);
    await mirrors.fetch({ repositoryId: 1, url: server.url, wants: wantsMain });
  });

  it("is packed when it has many packs, and what an evaluation reads stays", async () => {
    const base = remote.commit("main", { a: "1" });
    const head = remote.commit("topic", { a: "2" }, { from: "main" });
    const other = remote.commit("other", { a: "3" }, { from: "main" });
    await using server = await serve();
    const mirrors = open({ maxPacks: 2 });
    const mirror = await mirrors.fetch({ repositoryId: 1, url: server.url, wants: wantsMain });
    await mirrors.fetch({ repositoryId: 1, url: server.url, wants: [{ sha: head }] });
    const packs = () => filesUnder(mirror.gitDir).filter((file) => file.endsWith(".pack")).length;
    await mirrors.fetch({ repositoryId: 1, url: server.url, wants: [{ sha: other }] });
    expect(packs()).toBe(3);
    await mirrors.fetch({ repositoryId: 1, url: server.url, wants: wantsMain });
    // One of what is wanted, and one of what no ref holds any more.
    expect(packs()).toBe(2);
    expect(await mirror.fileAt(head, "a")).toMatchObject({ kind: "bytes" });
    expect(await mirror.mergeBase(base, head)).toEqual({ kind: "found", sha: base });
    expect((await mirrors.fetch({ repositoryId: 1, url: server.url, wants: [{ sha: head }] })).commits).toEqual([head]);
  });
});

function filesUnder(directory: string): readonly string[] {
  if (!existsSync(directory)) return [];
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every process of the machine but those that cannot be read or have just ended. */
function lookAtProcesses(token: string, seen: { processes: Set<string>; leaks: string[] }): void {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  for (const pid of pids) {
    for (const kind of ["cmdline", "environ"]) {
      const text = readIfThere(`/proc/${pid}/${kind}`);
      if (kind === "cmdline" && text.includes("git")) seen.processes.add(text);
      if (text.includes(token) || text.includes(Buffer.from(`x-access-token:${token}`).toString("base64"))) {
        seen.leaks.push(`${kind} of ${pid}`);
      }
    }
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, "latin1");
  } catch {
    return "";
  }
}
