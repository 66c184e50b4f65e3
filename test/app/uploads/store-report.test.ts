import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { uploadKinds } from "../../../src/app/uploads/kinds.ts";
import { storeReport } from "../../../src/app/uploads/store-report.ts";
import { type Database, openDatabase } from "../../../src/database/database.ts";
import { createQueue } from "../../../src/queue/queue.ts";
import { createEvidenceStore } from "../../../src/store/evidence.ts";

const folder = mkdtempSync(join(tmpdir(), "lanekeeper-store-report-"));
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ kind: "sqlite", file: join(folder, "test.db") });
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const [kind] = uploadKinds;
const repository = { id: 7, owner: "acme", name: "platform" };

function senderOf(runId: number, attempt: number) {
  const run = {
    id: runId,
    attempt,
    workflowPath: ".github/workflows/ci.yml",
    workflowName: "CI",
    event: "pull_request",
    headSha: "c1",
    headBranch: "change",
    headRepositoryId: 7,
    status: "running",
    conclusion: undefined,
    createdAt: 0,
    startedAt: 0,
    url: "https://github.com/acme/platform/actions/runs/1",
  } as const;
  return { installationId: 5, repository, run };
}

describe("a report whose run was found before it came", () => {
  it("is superseded where a newer attempt or run has sent its own meanwhile, and wakes nobody", async () => {
    if (kind === undefined) throw new Error("There is no kind of reports.");
    let wakes = 0;
    const wake = () => {
      wakes += 1;
    };
    const evidence = createEvidenceStore(database);
    const queue = createQueue(database);
    const services = { evidence, queue, clock: () => 1, wake, settings: { coalesceMs: 0 } };
    const request = { kind, flag: "unit", name: "lcov.info", token: "" };
    const said: unknown[] = [];
    for (const [run, attempt] of [
      [1, 2],
      [1, 1],
      [2, 1],
      [1, 3],
    ] as const) {
      const text = `${run}/${attempt}`;
      const stored = await storeReport(services, request, senderOf(run, attempt), { kind: "read", text, counts: {} });
      said.push([text, stored.kind === "accepted" ? stored.outcome : stored.error, wakes]);
    }
    expect(said).toEqual([
      ["1/2", "stored", 1],
      ["1/1", "superseded", 1],
      ["2/1", "stored", 2],
      ["1/3", "superseded", 2],
    ]);
    const key = { repositoryId: 7, commit: "c1", reader: "coverage-report@1" };
    const files = await evidence.filesOf(key);
    expect(files).toMatchObject([{ artifactId: 2, attempt: 1 }]);
    expect(await Promise.all(files.map((file) => evidence.textOf(key, file)))).toEqual(["2/1"]);
  });
});
