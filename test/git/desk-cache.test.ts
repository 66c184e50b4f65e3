import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { openDeskCache } from "../../src/git/desk-cache.ts";

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lanekeeper-cache-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const many = (count: number) => new Map(Array.from({ length: count }, (_, index) => [`id${index}`, `value ${index}`]));

describe("openDeskCache", () => {
  it("remembers values for the next command, by extractor", async () => {
    const first = openDeskCache(directory);
    await first.write("imports@1", many(3));
    first.close();
    const second = openDeskCache(directory);
    expect(await second.read("imports@1", ["id1", "id2", "unknown"])).toEqual(
      new Map([
        ["id1", "value 1"],
        ["id2", "value 2"],
      ]),
    );
    expect((await second.read("imports@2", ["id1"])).size).toBe(0);
    second.close();
  });

  it("is shared by processes that write at the same time", async () => {
    const one = openDeskCache(directory);
    const other = openDeskCache(directory);
    await Promise.all([one.write("x@1", many(500)), other.write("x@1", many(800))]);
    expect((await one.read("x@1", [...many(800).keys()])).size).toBe(800);
    one.close();
    other.close();
  });

  it("forgets the oldest values when there are too many", async () => {
    const cache = openDeskCache(directory, 100);
    await cache.write("x@1", many(80));
    await cache.write("y@1", many(60));
    expect((await cache.read("y@1", [...many(60).keys()])).size).toBe(60);
    const old = await cache.read("x@1", [...many(80).keys()]);
    expect([...old.keys()]).toEqual([...many(80).keys()].slice(40));
    cache.close();
  });

  it("replaces a damaged file", async () => {
    openDeskCache(directory).close();
    writeFileSync(join(directory, "lanekeeper", "derived.sqlite"), "this is no database".repeat(1_000));
    const cache = openDeskCache(directory);
    await cache.write("x@1", many(2));
    expect((await cache.read("x@1", ["id1"])).get("id1")).toBe("value 1");
    cache.close();
  });

  it("is no cache, and no error, where it cannot write", async () => {
    writeFileSync(join(directory, "lanekeeper"), "a file in the way");
    chmodSync(directory, 0o500);
    const cache = openDeskCache(directory);
    await cache.write("x@1", many(2));
    expect((await cache.read("x@1", ["id1"])).size).toBe(0);
    cache.close();
  });

  it("is no cache, and no error, once it is closed", async () => {
    const cache = openDeskCache(directory);
    cache.close();
    cache.close();
    await cache.write("x@1", many(2));
    expect((await cache.read("x@1", ["id1"])).size).toBe(0);
  });
});
