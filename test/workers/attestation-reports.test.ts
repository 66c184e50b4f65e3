import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { artifactReports } from "../../src/formats/attestations/artifact-reports.ts";
import { bundleReports } from "../../src/formats/attestations/bundle-reports.ts";
import { MAX_BUNDLE_FILE_BYTES } from "../../src/formats/attestations/limits.ts";
import { readReports } from "../../src/workers/read-reports.ts";
import { type Written, zipOf } from "../archives/zip-bytes.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "attestations-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function archiveOf(entries: readonly Written[]): string {
  const file = join(folder, "artifact.zip");
  writeFileSync(file, zipOf(entries));
  return file;
}

describe("a workflow's artifact of built files", () => {
  it("gives the digest of a wheel, which is a zip archive in itself, and of anything else", async () => {
    const wheel = zipOf([{ name: "core/__init__.py", content: "" }]);
    const contents = new Map<string, Uint8Array>([
      ["dist/core-1.0-py3-none-any.whl", wheel],
      ["dist/core-1.0.tar.gz", Buffer.from([0x1f, 0x8b, 8, 0, 0])],
      ["dist/core", Buffer.from("\u007fELF")],
    ]);
    const file = archiveOf([...contents].map(([name, content]) => ({ name, content })));
    const read = await readReports({ kind: "archive", file, wanted: ["dist/*"] }, artifactReports);
    if (read.kind === "refused") throw new Error(read.because);
    const found = read.reports.map((report) => ("text" in report ? artifactReports.decode(report.text) : report));
    const hex = (algorithm: string, bytes: Uint8Array) => createHash(algorithm).update(bytes).digest("hex");
    expect(found).toEqual(
      [...contents].map(([path, bytes]) => ({
        path,
        size: bytes.length,
        sha256: hex("sha256", bytes),
        sha512: hex("sha512", bytes),
      })),
    );
  });

  it("refuses an empty file, and one that is too large, with what to do", async () => {
    const file = archiveOf([
      { name: "empty", content: "" },
      { name: "small", content: "x" },
    ]);
    const read = await readReports({ kind: "archive", file, wanted: ["*"] }, artifactReports);
    expect(read).toMatchObject({ reports: [{ path: "empty", refused: expect.stringMatching(/is empty/) }, {}] });
    const large = archiveOf([{ name: "large", content: "123456789" }]);
    const limits = { maxEntryBytes: 8 };
    expect(await readReports({ kind: "archive", file: large, wanted: ["*"] }, artifactReports, { limits })).toEqual({
      kind: "refused",
      path: "large",
      because: "The entry has more than 8 bytes, unpacked. Make it smaller: split it, or leave parts of it out.",
    });
  });

  it("gives bundles, and refuses a file that is far too large for one", async () => {
    const file = archiveOf([
      { name: "a.intoto.jsonl", content: '{"a":1}\n{"b":2}\n' },
      { name: "b.sigstore.json", content: Buffer.alloc(MAX_BUNDLE_FILE_BYTES + 1, "[{") },
      { name: "c.whl", content: "x" },
    ]);
    const wanted = ["*.intoto.jsonl", "*.sigstore.json"];
    // Brackets alone are packed as well as a bomb is.
    const limits = { maxRatio: 2_000 };
    const read = await readReports({ kind: "archive", file, wanted }, bundleReports, { limits });
    const encode = (text: string) => Buffer.from(text).toString("base64");
    expect(read).toEqual({
      kind: "read",
      passedOver: { count: 1, first: ["c.whl"] },
      reports: [
        {
          path: "a.intoto.jsonl",
          text: JSON.stringify({ path: "a.intoto.jsonl", bundles: [encode('{"a":1}'), encode('{"b":2}')] }),
        },
        { path: "b.sigstore.json", refused: expect.stringMatching(/more than 16777216 bytes/) },
      ],
    });
  });
});
