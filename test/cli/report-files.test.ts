import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readReportFile, reportFiles } from "../../src/cli/check/report-files.ts";
import { artifactReports } from "../../src/formats/attestations/artifact-reports.ts";
import { bundleReports } from "../../src/formats/attestations/bundle-reports.ts";

let directory = "";
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "lanekeeper-report-files-"));
});
afterAll(() => rmSync(directory, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(directory, name), content);
  return name;
}

const request = { flag: "attestations", entry: "attestations", workflow: undefined, artifact: "dist", path: "*" };

describe("a file that somebody at the desk names", () => {
  it("is a built file by its digest, a zip archive too, or bundles", async () => {
    const names = [file("core.whl", "PK\u0003\u0004"), file("core.sigstore.json", "{}")];
    const evidence = reportFiles({ head: names.map((name) => `attestations=${name}`), base: [], directory });
    const built = await evidence.head(artifactReports, [request]);
    expect(built.reports.map(({ content }) => content)).toMatchObject([{ value: { size: 4 } }, { value: { size: 2 } }]);
    const bundles = await evidence.head(bundleReports, [request]);
    expect(bundles.reports.map(({ content }) => content)).toMatchObject([
      { kind: "refused", because: expect.stringContaining("cannot be read") },
      { value: { bundles: [Buffer.from("{}").toString("base64")] } },
    ]);
  });

  it.each([
    ["nowhere.json", undefined, "cannot be read"],
    ["empty.sigstore.json", " \n", "The file of bundles cannot be read: it is empty."],
    ["huge.sigstore.json", new Uint8Array(17_000_000), "more than 16777216 bytes"],
  ])("is refused in words when it is none: %s", async (name, content, because) => {
    if (content !== undefined) file(name, content);
    await expect(readReportFile(join(directory, name), bundleReports)).rejects.toMatchObject({
      code: "BAD_USAGE",
      message: expect.stringMatching(`${name}.*${because}`),
    });
  });

  it("does not hide a mistake of a reader", async () => {
    const broken = { ...bundleReports, open: () => ({ push: () => undefined, end: () => JSON.parse("{") }) };
    await expect(readReportFile(join(directory, file("any", "x")), broken)).rejects.toBeInstanceOf(SyntaxError);
  });
});
