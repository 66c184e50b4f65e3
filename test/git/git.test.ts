import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { runGit, runGitOrFail } from "../../src/git/git.ts";

/** A program named git that is put before the real one: what it sees is what git would see. */
let directory: string;
const pathBefore = process.env["PATH"];

function pretend(script: string): void {
  const file = join(directory, "git");
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  process.env["PATH"] = `${directory}${delimiter}${pathBefore}`;
}

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lanekeeper-git-"));
});
afterEach(() => {
  process.env["PATH"] = pathBefore;
  delete process.env["PRIVATE_KEY"];
  rmSync(directory, { recursive: true, force: true });
});

describe("runGit", () => {
  it("passes on no secret and no GIT_ variable of ours", async () => {
    process.env["PRIVATE_KEY"] = "a secret";
    pretend("env");
    const { stdout } = await runGit({ args: ["status"] });
    const names = stdout
      .toString("utf8")
      .split("\n")
      .map((line) => line.split("=")[0]);
    expect(names).not.toContain("PRIVATE_KEY");
    expect(stdout.toString("utf8")).toContain("GIT_ALLOW_PROTOCOL=\n");
    expect(stdout.toString("utf8")).toContain("GIT_TERMINAL_PROMPT=0\n");
  });

  it("hands every argument over as it is", async () => {
    pretend('for a in "$@"; do printf "%s\\n" "$a"; done');
    const { stdout } = await runGit({ args: ["log", "$(id)", "a b", "`id`", ";id"] });
    expect(stdout.toString("utf8").trim().split("\n").slice(-5)).toEqual(["log", "$(id)", "a b", "`id`", ";id"]);
  });

  it("kills git and what git started when the time is up", async () => {
    pretend(`sleep 600 & echo $! > ${join(directory, "pid")}; wait`);
    await expect(runGit({ args: ["log"], timeoutMs: 300 })).rejects.toMatchObject({
      code: "GIT_TIMED_OUT",
      retry: true,
    });
    const pid = Number(readFileSync(join(directory, "pid"), "utf8"));
    // A killed process is still listed for a moment; left alone, this one would run for as long as the test may.
    while (isRunning(pid)) await sleep(10);
  });

  it("stops a git that prints too much", async () => {
    pretend("yes");
    await expect(runGit({ args: ["log"], maxOutputBytes: 10_000 })).rejects.toMatchObject({ code: "GIT_FAILED" });
  });

  it("stops git when enough was taken, and passes on what the taker throws", async () => {
    pretend("yes");
    expect((await runGit({ args: ["log"], take: () => false })).exitCode).toBe(-1);
    const throwing = () => {
      throw new RangeError("cannot read this");
    };
    await expect(runGit({ args: ["log"], take: throwing })).rejects.toThrow("cannot read this");
  });

  it("stops when its signal says so, even before it begins", async () => {
    pretend("sleep 30");
    const result = await runGit({ args: ["log"], signal: AbortSignal.abort() });
    expect(result.exitCode).toBe(-1);
  });

  it("says that git cannot be started", async () => {
    process.env["PATH"] = directory;
    await expect(runGit({ args: ["log"] })).rejects.toMatchObject({ code: "GIT_FAILED", retry: false });
  });
});

describe("runGitOrFail", () => {
  it("says git's first words, without control characters and secrets", async () => {
    pretend(`printf 'warning: x\\nfatal: \\033[31mno secret-token-123 here.\\nmore\\n' >&2; exit 128`);
    const failing = runGitOrFail({ args: ["log"], credential: { username: "u", password: "secret-token-123" } });
    await expect(failing).rejects.toMatchObject({
      code: "GIT_FAILED",
      message: "git log failed with exit code 128: fatal:  [31mno [token] here.",
    });
  });
});

/** A process that was killed may wait as a zombie for somebody to ask for its exit code. */
function isRunning(pid: number): boolean {
  const status = `/proc/${pid}/stat`;
  return existsSync(status) && !/\) Z /.test(readFileSync(status, "utf8"));
}
