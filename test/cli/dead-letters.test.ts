import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { DeadLettersOutput } from "../../src/cli/dead-letters/show-dead-letters.ts";
import { openDatabase } from "../../src/database/database.ts";
import { newKeys } from "../../src/demo/github/manifest-flow.ts";
import { createQueue } from "../../src/queue/queue.ts";
import { pullRequestTarget } from "../support/deliveries.ts";
import { run } from "./test-terminal.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lanekeeper-dead-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const { privateKey } = newKeys();

function deadLetters(...args: readonly string[]) {
  const env = { APP_ID: "1", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: "a-secret-of-the-test", DATA_DIRECTORY: folder };
  return run(["dead-letters", ...args], { env, cwd: folder });
}

async function inQueue<T>(work: (queue: ReturnType<typeof createQueue>) => Promise<T>): Promise<T> {
  const database = await openDatabase({ kind: "sqlite", file: join(folder, "lanekeeper.sqlite") });
  try {
    return await work(createQueue(database));
  } finally {
    await database.close();
  }
}

async function bury(error: string): Promise<void> {
  await inQueue(async (queue) => {
    await queue.wish([{ target: pullRequestTarget(7), notBefore: 0 }]);
    const claim = await queue.claim(1, 1_000);
    if (claim === undefined) throw new Error("Nothing was claimed.");
    await queue.bury(claim, 2, error);
  });
}

describe("lanekeeper dead-letters", () => {
  it("says so when there are none", async () => {
    expect(await deadLetters()).toEqual({ code: 0, out: "✓ No dead letters.\n", err: "" });
  });

  it("lists what was given up and why, without letting the text act", async () => {
    await bury("The repository is too large.\u001b[2J");
    const { out } = await deadLetters();
    expect(out).toContain("pull-request/");
    expect(out).toContain("The repository is too large.");
    expect(out).not.toContain("\u001b");
  });

  it("has all of them tried again", async () => {
    await bury("Trouble.");
    const { out } = await deadLetters("--retry", "--format", "json");
    expect(DeadLettersOutput.parse(JSON.parse(out))).toMatchObject({
      retried: true,
      deadLetters: [{ error: "Trouble." }],
    });
    await inQueue(async (queue) => {
      expect(await queue.deadLetters()).toEqual([]);
      expect((await queue.depth(Date.now() + 1_000)).ready).toBe(1);
    });
  });

  it("says everything that is wrong with the environment at once", async () => {
    const { code, err } = await run(["dead-letters"], {
      env: { PORT: "x", WEBHOOK_SECRET: "development" },
      cwd: folder,
    });
    expect(code).toBe(2);
    for (const name of ["APP_ID is missing", "PRIVATE_KEY is missing", "WEBHOOK_SECRET is one", "PORT is wrong"]) {
      expect(err).toContain(name);
    }
  });
});
