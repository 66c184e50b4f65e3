import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { LeasesOutput } from "../../src/cli/leases/leases-output.ts";
import type { Reasoned } from "../../src/core/ledger.ts";
import { openDatabase } from "../../src/database/database.ts";
import { newKeys } from "../../src/demo/github/manifest-flow.ts";
import { createLeaseStore } from "../../src/store/leases.ts";
import { run } from "./test-terminal.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lanekeeper-leases-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const { privateKey } = newKeys();

function leases(...args: readonly string[]) {
  const env = { APP_ID: "1", PRIVATE_KEY: privateKey, WEBHOOK_SECRET: "a-secret-of-the-test", DATA_DIRECTORY: folder };
  return run(["leases", ...args], { env, cwd: folder });
}

const dayMs = 24 * 60 * 60_000;

function claimed(agent: string, days: number, why = ""): Reasoned {
  const starts = Date.now() - dayMs;
  const times = { starts, expires: starts + days * dayMs, ttlMs: days * dayMs };
  const lease = { agent, mode: "exclusive", paths: ["/src/"], baseRef: "main", standsBefore: [] } as const;
  return { action: "claimed", lease: { ...lease, reason: why, ...times }, why };
}

async function record(id: number, effects: readonly Reasoned[]): Promise<void> {
  const database = await openDatabase({ kind: "sqlite", file: join(folder, "lanekeeper.sqlite") });
  const repository = { id, owner: "acme", name: `r${id}` };
  const by = { id: 9, login: "codex[bot]", tier: "verified" } as const;
  const about = { installationId: 5, repository, at: Date.now(), by, number: 3, epoch: 0 };
  await createLeaseStore(database).record({ ...about, effects });
  await database.close();
}

async function json(...args: readonly string[]) {
  return LeasesOutput.parse(JSON.parse((await leases(...args, "--format", "json")).out)).repositories;
}

describe("lanekeeper leases", () => {
  it("says so when there are none", async () => {
    expect(await leases()).toEqual({ code: 0, out: "✓ No leases.\n", err: "" });
  });

  it("lists what is held, of every repository or of one, and what is over when asked", async () => {
    await record(7, [claimed("codex", 9), claimed("claude", 1)]);
    await record(8, [claimed("codex", 1.125)]);
    expect(
      (await json()).map(({ repository, leases: held }) => [repository, held?.map(({ id, state }) => [id, state])]),
    ).toEqual([
      ["acme/r7", [["L1", "active"]]],
      ["acme/r8", [["L1", "expiring"]]],
    ]);
    const all = await json("--all", "--repository", "ACME/r7");
    expect(all).toMatchObject([
      {
        id: 7,
        leases: [{ id: "L2", state: "expired", number: 3, base: "main", grantedBy: "codex[bot]" }, { id: "L1" }],
      },
    ]);
    expect(await json("--all", "--limit", "1", "--repository", "acme/r7")).toMatchObject([{ leases: [{ id: "L2" }] }]);
    expect((await leases()).out).toMatch(
      /acme\/r7\n.*lease +state.*\n +L1 +active +codex +exclusive +\S+ \S+ UTC +#3 +main +\/src\//,
    );
  });

  it("shows the ledger, and lets no text in it act", async () => {
    await record(7, [
      claimed("codex", 9, "Move it.\u001b[2J\nNext"),
      { action: "refused", command: "claim", why: "No." },
    ]);
    const { out } = await leases("--ledger");
    expect(out).not.toContain("\u001b");
    expect(out).toMatch(/ 2 .* codex\[bot\] +verified +refused +\/claim +#3 +No\.\n.* 1 .* claimed +L1 +#3 +Move it\./);
    const [repository] = await json("--ledger", "--limit", "1");
    expect(repository).toMatchObject({ ledger: [{ epoch: 2, details: { action: "refused", command: "claim" } }] });
    expect(repository).not.toHaveProperty("leases");
  });

  it("says which repositories there are, and how many lines there may be", async () => {
    await record(7, [claimed("codex", 9)]);
    const unknown = await leases("--repository", "acme/other");
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining("It knows acme/r7.")]);
    expect((await leases("--limit", "0")).code).toBe(2);
  });
});
