import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type ReadReportsOptions, readReports } from "../../src/workers/read-reports.ts";

const module = new URL("./report-process-for-tests.ts", import.meta.url);
const plainText = { id: "plain-text", version: 1 };

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "reports-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: string): string {
  const file = join(folder, "file");
  writeFileSync(file, content);
  return file;
}

function fromFile(content: string, options: ReadReportsOptions = {}, id = "plain-text") {
  const source = { kind: "file", file: fileOf(content), path: "out/lcov.info" } as const;
  return readReports(source, { id, version: 1 }, { module, ...options });
}

describe("a reader that does not end well", () => {
  it.each(["objects", "arrays", "map", "split"])(
    "takes only its own process with it, for want of memory: %s",
    async (trap) => {
      expect(await fromFile(trap, { maxHeapMb: 128 }, "trap")).toEqual({
        kind: "refused",
        because: "Reading needed more than 128 MB of memory. Split the reports, or upload fewer.",
        path: "out/lcov.info",
      });
    },
  );

  it.each(["loop", "json"])("is stopped when its time is up: %s", async (trap) => {
    const start = performance.now();
    expect(await fromFile(trap, { timeoutMs: 3_000, maxHeapMb: 4_096 }, "trap")).toEqual({
      kind: "refused",
      because: "Reading took longer than 3 seconds and was stopped. Split the reports, or upload fewer.",
      path: "out/lcov.info",
    });
    expect(performance.now() - start).toBeLessThan(6_000);
  });

  it("is refused when its process ends, has no such reader, or cannot be started", async () => {
    const ended = { kind: "refused", because: expect.stringMatching(/ended before its answer \(exit code 3\)/) };
    expect(await fromFile("exit", {}, "trap")).toMatchObject(ended);
    const missing = await readReports(
      { kind: "file", file: fileOf("x"), path: "x" },
      { id: "plain-text", version: 2 },
      { module },
    );
    expect(missing).toEqual({ kind: "refused", because: "No reader of reports is named plain-text@2." });
    const nowhere = new URL("./nowhere.ts", import.meta.url);
    expect(await fromFile("x", { module: nowhere })).toMatchObject({ because: expect.stringMatching(/exit code 1/) });
  });
});

describe("the process that reads", () => {
  it("may not write or start anything, and sees nothing of the environment", async () => {
    const text = JSON.stringify({ env: {}, mayWrite: false, mayStart: false });
    expect(await fromFile("x", {}, "surroundings")).toMatchObject({ reports: [{ text }] });
  });

  it("ends when nobody waits for its answer any more", async () => {
    const child = fork(module, [], { execArgv: [], serialization: "advanced" });
    const ended = once(child, "exit");
    child.disconnect();
    expect(await ended).toEqual([0, null]);
  });

  it("is the one of the project unless told otherwise", async () => {
    const source = { kind: "file", file: fileOf("x"), path: "x" } as const;
    expect(await readReports(source, plainText)).toMatchObject({
      because: "No reader of reports is named plain-text@1.",
    });
  });
});
