import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { reportFiles } from "../../../src/cli/check/report-files.ts";
import { benchmarks } from "../../../src/gates/benchmarks/gate.ts";
import { memoryRepository } from "../../../src/memory/repository.ts";
import { attestationSource } from "../../support/attestation-source.ts";
import { pairedReports } from "./pytest-reports.ts";
import { pairedReportsAt } from "./support.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "lanekeeper-desk-"));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function judge(head: readonly string[], base: readonly string[]) {
  const sources = {
    subject: { kind: "local", baseRef: "main", headRef: "HEAD" },
    repository: memoryRepository({ base: {}, head: {} }),
    evidence: reportFiles({ head, base, directory }),
    attestations: attestationSource(),
    today: "2027-01-31",
    now: Date.parse("2027-01-31"),
  } as const;
  return benchmarks.run({ reports: pairedReportsAt }, sources);
}

describe("pairs at the desk", () => {
  it("are named apart, and may be called anything with the same numbers", async () => {
    const pairs = pairedReports({ a: { seconds: 1, head: 1.3 } }, 6);
    for (const [index, { base, head }] of pairs.entries()) {
      writeFileSync(join(directory, `old-${index}.json`), base);
      writeFileSync(join(directory, `new-${index}.json`), head);
    }
    const names = (side: string) => pairs.map((_, index) => `bench=${side}-${index}.json`);
    expect(await judge(names("new"), names("old"))).toMatchObject({
      kind: "ruling",
      ruling: { outcome: "failed", findings: [{ rule: "regressed" }] },
    });
    expect(await judge(names("new"), names("old").slice(1))).toMatchObject({
      kind: "unavailable",
      because: expect.stringContaining("new-0.json of head"),
    });
    expect(await judge(names("new"), [])).toMatchObject({
      kind: "unavailable",
      because: expect.stringContaining("no file is one of the base"),
    });
  });
});
