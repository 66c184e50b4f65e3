import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Probot } from "probot";
import { baseSeries } from "../../../src/app/evidence/base-evidence.ts";
import { wantedUpload } from "../../../src/app/evidence/choose-uploads.ts";
import { commitLimits } from "../../../src/app/evidence/commit-limits.ts";
import { type Database, openDatabase } from "../../../src/database/database.ts";
import { createEvidenceStore } from "../../../src/store/evidence.ts";

const folder = mkdtempSync(join(tmpdir(), "lanekeeper-base-"));
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ kind: "sqlite", file: join(folder, "test.db") });
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const workflow = ".github/workflows/ci.yml";
const requests = [{ flag: "unit", entry: "unit", workflow: undefined, artifact: "coverage", path: "*.txt" }];
const upload = wantedUpload({ workflow, artifact: "coverage", branch: "main" }, requests)?.upload ?? "";
const run = { workflow, artifact: "coverage", runId: 1, attempt: 1, event: "push", createdAt: 0, fork: false };
const reader = {
  id: "words",
  version: 1,
  open: () => ({ push: () => undefined, end: () => "" }),
  flaw: () => undefined,
  encode: (value: string) => value,
  decode: (text: string) => text,
};

/** So many files of each commit, the nearest first, each of which says which commit it is of. */
async function seriesOf(repositoryId: number, counts: readonly number[]): Promise<readonly string[]> {
  const evidence = createEvidenceStore(database);
  const commits = counts.map((_, index) => `c${index}`);
  for (const [index, count] of counts.entries()) {
    const commit = `c${index}`;
    const about = { installationId: 5, repositoryId, commit, reader: "words@1", upload };
    const files = Array.from({ length: count }, (_, file) => ({
      path: `${file}.txt`,
      origin: JSON.stringify(run),
      trusted: true,
      content: { kind: "text", text: commit } as const,
    }));
    await evidence.saveUpload({ ...about, artifactId: 1, attempt: 1, savedAt: 0 }, files);
  }
  const services = { evidence, probot: new Probot({ githubToken: "none" }), clock: () => 0 };
  const request = {
    installationId: 5,
    repository: { id: repositoryId, owner: "acme", name: "platform" },
    git: { firstParents: async () => commits },
    repositorySource: { mergeBase: "c0" },
    trustedBranches: ["main"],
  };
  const found = await baseSeries(services, request, { reader, requests, complete: ["unit"] }, 5);
  return found.map(({ commit, distance, reports }) => `${commit} ${distance} ${reports.length}`);
}

describe("the last runs on the base", () => {
  it("are those of the nearest commits that have reports", async () => {
    expect(await seriesOf(1, [1, 0, 2, 1])).toEqual(["c0 0 1", "c2 2 2", "c3 3 1"]);
  });

  it("are as many as are together no more than is judged of one commit", async () => {
    const half = commitLimits.maxFiles / 2;
    expect(await seriesOf(2, [half, half, 1])).toEqual([`c0 0 ${half}`, `c1 1 ${half}`]);
    expect(await seriesOf(3, [half, half + 1, 1])).toEqual([`c0 0 ${half}`]);
  });
});
