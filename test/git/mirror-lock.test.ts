import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openMirrorLock } from "../../src/git/mirror-lock.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "lanekeeper-lock-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe("openMirrorLock", () => {
  it("lets one holder in at a time, over several connections", async () => {
    const locks = [openMirrorLock(root), openMirrorLock(root), openMirrorLock(root)];
    let inside = 0;
    let most = 0;
    const work = async () => {
      inside += 1;
      most = Math.max(most, inside);
      await sleep(20);
      inside -= 1;
    };
    await Promise.all([...locks, ...locks].map((lock) => lock.holding("1", 10_000, work)));
    expect(most).toBe(1);
    for (const lock of locks) lock.close();
  });

  it("does not make one mirror wait for another", async () => {
    const lock = openMirrorLock(root);
    const order: string[] = [];
    await lock.holding("1", 1_000, () => lock.holding("2", 1_000, async () => void order.push("both")));
    expect(order).toEqual(["both"]);
    lock.close();
  });

  it("gives up waiting, and is free again after a failure", async () => {
    const lock = openMirrorLock(root);
    const holding = lock.holding("1", 1_000, () => sleep(600));
    await expect(lock.holding("1", 100, async () => 1)).rejects.toMatchObject({ code: "GIT_TIMED_OUT", retry: true });
    await holding;
    const failing = lock.holding("1", 1_000, async () => {
      throw new RangeError("broken");
    });
    await expect(failing).rejects.toThrow("broken");
    expect(await lock.holding("1", 1_000, async () => "free")).toBe("free");
    lock.close();
  });

  it("takes over from a holder that died", async () => {
    const lock = openMirrorLock(root);
    const database = new DatabaseSync(join(root, "locks.sqlite"));
    database.prepare("INSERT INTO lock VALUES ('1', 'a dead process', ?)").run(Date.now() + 300);
    database.close();
    const begun = Date.now();
    await lock.holding("1", 5_000, async () => undefined);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(250);
    lock.close();
  });

  it("replaces a damaged file", async () => {
    writeFileSync(join(root, "locks.sqlite"), "no database".repeat(1_000));
    const lock = openMirrorLock(root);
    expect(await lock.holding("1", 1_000, async () => "held")).toBe("held");
    lock.close();
  });
});
