import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import { keepRefreshed, openTrustRoots } from "../../src/app/trust-roots.ts";
import { mirrorAt } from "../../src/sigstore/mirror-at.ts";
import { type RefreshPlan, refreshRoots, usualMirrors } from "../../src/sigstore/refresh-roots.ts";
import { embeddedAt, embeddedRoots } from "../../src/sigstore/stored-root.ts";
import { firstRootOf, startTufMirror, type TufMirror, tufRepository } from "../support/tuf-mirror.ts";

const dayMs = 86_400_000;
let directory: string;
let mirror: TufMirror;
let rootPath: string;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), "lanekeeper-trust-roots-"));
  const repository = tufRepository(Buffer.from(embeddedRoots()["public-good"]?.json ?? []).toString());
  mirror = await startTufMirror(repository);
  rootPath = join(directory, "first.json");
  writeFileSync(rootPath, firstRootOf(repository));
});
afterEach(async () => {
  await mirror[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
});

/** Roots of which both instances are refreshed from the mirror of this test, whose own first root counts. */
function opened(start: number, on = true) {
  const asked: RefreshPlan[] = [];
  const logged: Record<string, unknown>[] = [];
  const clock = { now: start };
  const roots = openTrustRoots({
    settings: {
      directory: join(directory, "kept"),
      refresh: on,
      mirrors: { "public-good": mirror.url, github: mirror.url },
    },
    clock: () => clock.now,
    log: pino({ level: "debug" }, { write: (line: string) => logged.push(JSON.parse(line)) }),
    refresh: (plan) => {
      asked.push(plan);
      const here = { url: mirror.url, rootPath };
      return refreshRoots({ ...plan, mirrors: { "public-good": here, github: here }, timeoutMs: 2_000 });
    },
  });
  return { roots, asked, logged, clock };
}

const ageOf = ({ roots }: ReturnType<typeof opened>) => roots.current()["public-good"]?.fetchedAt;

describe("trust roots", () => {
  it("are refreshed when they are a day old, and not before", async () => {
    const now = Date.now();
    const one = opened(now);
    expect(ageOf(one)).toBe(embeddedAt.publicGood);
    await one.roots.refresh();
    expect([one.asked.length, ageOf(one)]).toEqual([1, now]);
    one.clock.now = now + dayMs - 1;
    await one.roots.refresh();
    expect(one.asked).toHaveLength(1);
    one.clock.now = now + dayMs;
    await one.roots.refresh();
    expect([one.asked.length, ageOf(one)]).toEqual([2, now + dayMs]);
    one.roots.close();
  });

  it("are found again by the next process, and asked for once by two", async () => {
    const now = Date.now();
    const [one, other] = [opened(now), opened(now)];
    await Promise.all([one.roots.refresh(), other.roots.refresh()]);
    expect(one.asked.length + other.asked.length).toBe(1);
    expect([ageOf(one), ageOf(other), ageOf(opened(now + 5))]).toEqual([now, now, now]);
    one.roots.close();
    other.roots.close();
  });

  it("stay as they were while the mirror is down, and it is logged for whom", async () => {
    const now = Date.now();
    const one = opened(now);
    await one.roots.refresh();
    mirror.down = true;
    one.clock.now = now + 2 * dayMs;
    await one.roots.refresh();
    expect(ageOf(one)).toBe(now);
    const warnings = one.logged.filter(({ level }) => level === 40);
    expect(warnings.map(({ instance }) => instance)).toEqual(["public-good", "github"]);
    mirror.down = false;
    await one.roots.refresh();
    expect(ageOf(one)).toBe(now + 2 * dayMs);
    one.roots.close();
  });

  it("stay as they are when nothing can be kept", async () => {
    writeFileSync(join(directory, "kept"), "a file where the folder should be");
    const one = opened(Date.now());
    await one.roots.refresh();
    expect(ageOf(one)).toBe(embeddedAt.publicGood);
    expect(one.logged.at(-1)).toMatchObject({ level: 40, msg: expect.stringContaining("cannot be kept") });
  });

  it("are those that ship when nobody wants them refreshed", async () => {
    const one = opened(Date.now(), false);
    await keepRefreshed(one.roots)();
    expect([one.asked, ageOf(one)]).toEqual([[], embeddedAt.publicGood]);
  });

  it("are looked at as soon as the server starts, and stopping waits for that", async () => {
    const now = Date.now();
    const one = opened(now);
    await keepRefreshed(one.roots)();
    expect([one.asked.length, ageOf(one)]).toEqual([1, now]);
    one.roots.close();
  });
});

describe("a mirror of an instance", () => {
  it("begins with the first root that is trusted at the usual place", () => {
    const url = "https://mirror.example/tuf";
    expect(mirrorAt("github", url, directory)).toEqual({ url, rootPath: usualMirrors.github.rootPath });
    const { rootPath: written = "" } = mirrorAt("public-good", url, join(directory, "new"));
    const { signed } = JSON.parse(readFileSync(written, "utf8"));
    expect([signed._type, Object.keys(signed.roles).toSorted()]).toEqual([
      "root",
      ["root", "snapshot", "targets", "timestamp"],
    ]);
    expect(mirrorAt("public-good", usualMirrors["public-good"].url, directory)).toBe(usualMirrors["public-good"]);
  });
});
