import { createHash } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { artifactReports } from "../../../src/formats/attestations/artifact-reports.ts";

const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 31) % 251);

function read(pieces: readonly Uint8Array[]) {
  const reading = artifactReports.open("dist/core-1.0-py3-none-any.whl");
  for (const piece of pieces) reading.push(piece);
  return reading.end();
}

function hex(algorithm: string, of: Uint8Array): string {
  return createHash(algorithm).update(of).digest("hex");
}

describe("an artifact", () => {
  const expected = {
    path: "dist/core-1.0-py3-none-any.whl",
    size: bytes.length,
    sha256: hex("sha256", bytes),
    sha512: hex("sha512", bytes),
  };

  it.each([1_000, 64, 63, 100_000])("is hashed whole, in pieces of %d bytes", (length) => {
    const count = Math.ceil(bytes.length / length);
    const pieces = Array.from({ length: count }, (_, at) => bytes.subarray(at * length, (at + 1) * length));
    expect(read(pieces)).toEqual(expected);
  });

  it("has another digest when any byte differs", () => {
    const changed = bytes.slice();
    changed[99_999] = 1 + (changed[99_999] ?? 0);
    expect(read([changed]).sha256).not.toBe(expected.sha256);
    expect(read([changed]).sha512).not.toBe(expected.sha512);
  });

  it("comes back from its text, and nothing else does", () => {
    const artifact = read([bytes]);
    expect(artifactReports.decode(artifactReports.encode(artifact))).toEqual(artifact);
    for (const broken of [
      { ...artifact, sha256: artifact.sha256.toUpperCase() },
      { ...artifact, sha512: artifact.sha256 },
      { ...artifact, size: -1 },
      { path: "x" },
    ]) {
      expect(() => artifactReports.decode(JSON.stringify(broken))).toThrow();
    }
  });
});
