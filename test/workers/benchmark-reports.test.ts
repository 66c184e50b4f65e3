import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { benchmarkReports } from "../../src/formats/benchmarks/stored-report.ts";
import { readReports } from "../../src/workers/read-reports.ts";
import { type Written, zipOf } from "../archives/zip-bytes.ts";
import { fixtureText, read } from "../formats/benchmarks/reports.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "benchmarks-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Through the very process that the server starts. */
async function fromArchive(entries: readonly Written[], wanted: readonly string[]) {
  const file = join(folder, "artifact.zip");
  writeFileSync(file, zipOf(entries));
  const answer = await readReports({ kind: "archive", file, wanted }, benchmarkReports);
  if (answer.kind !== "read") throw new Error(answer.because);
  return answer.reports;
}

describe("benchmark reports of an artifact", () => {
  const sample = "target/criterion/cart/total/10/new/sample.json";
  const entries = [
    { name: "bench.json", content: fixtureText("pytest-benchmark/with-data.json") },
    { name: "go.txt", content: fixtureText("go/count.txt") },
    { name: sample, content: fixtureText(`criterion/${sample}`) },
  ];

  it("are read in a process of their own, with all samples, and names out of their paths", async () => {
    const reports = await fromArchive(entries, ["**/*.json", "*.txt"]);
    expect(reports.map(({ path }) => path)).toEqual(entries.map(({ name }) => name));
    for (const [index, report] of reports.entries()) {
      if ("refused" in report) throw new Error(report.refused);
      const { name = "", content = "" } = entries[index] ?? {};
      expect(benchmarkReports.decode(report.text)).toEqual(read(content, { path: name }));
    }
  });

  it("are refused each for itself when something may have been lost", async () => {
    const cut = fixtureText("go/count.txt").slice(0, 900);
    const reports = await fromArchive(
      [
        { name: "cut.txt", content: cut },
        { name: "page.json", content: "<html>" },
        { name: "whole.txt", content: fixtureText("go/once.txt") },
      ],
      ["*"],
    );
    expect(reports).toMatchObject([
      { path: "cut.txt", refused: expect.stringMatching(/^the last line has no line end\. Upload the file again/) },
      { path: "page.json", refused: expect.stringMatching(/^it begins with "<html>"\./) },
      { path: "whole.txt", text: expect.stringMatching(/BenchmarkTotal/) },
    ]);
  });
});
