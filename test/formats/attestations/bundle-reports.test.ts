import { describe, expect, it } from "@jest/globals";
import { bundleReports } from "../../../src/formats/attestations/bundle-reports.ts";
import { MAX_BUNDLE_FILE_BYTES, MAX_BUNDLES } from "../../../src/formats/attestations/limits.ts";

function read(...pieces: readonly (string | Uint8Array)[]) {
  const reading = bundleReports.open("dist/a.sigstore.json");
  for (const piece of pieces) reading.push(Buffer.from(piece));
  return reading.end();
}

function textsOf(...pieces: readonly string[]): readonly string[] {
  return read(...pieces).bundles.map((text) => Buffer.from(text, "base64").toString());
}

describe("a file of bundles", () => {
  it("is one bundle, byte for byte, in whatever pieces it comes", () => {
    const text = '{\n  "mediaType": "é"\r\n}\n';
    expect(textsOf(text)).toEqual([text]);
    const bytes = Buffer.from(text);
    const pieces = [...bytes].map((_, at) => bytes.subarray(at, at + 1));
    expect(read(...pieces)).toEqual({ path: "dist/a.sigstore.json", bundles: [bytes.toString("base64")] });
  });

  it("has one in each line, across pieces", () => {
    expect(textsOf('{"a":1}\n\n', '{"b', '":2}\n  \n{"c":3}')).toEqual(['{"a":1}', '{"b":2}', '{"c":3}']);
  });

  it("keeps what is no bundle, so that the check of it can say so", () => {
    expect(textsOf('{"a":1}\nnonsense\n')).toEqual(['{"a":1}', "nonsense"]);
  });

  it("proves nothing without any", () => {
    expect(() => read(" \n\t\r\n")).toThrow("The file of bundles cannot be read: it is empty.");
    expect(() => read("[]")).toThrow("list of attestations is empty");
  });

  it("ends at its limit of bytes, before they are put together", () => {
    const reading = bundleReports.open("a.sigstore.json");
    reading.push(new Uint8Array(MAX_BUNDLE_FILE_BYTES));
    expect(() => reading.push(new Uint8Array(1))).toThrow("more than 16777216 bytes");
  });

  it("ends at its limit of bundles", () => {
    expect(textsOf("{}\n".repeat(MAX_BUNDLES))).toHaveLength(MAX_BUNDLES);
    expect(() => read("{}\n".repeat(MAX_BUNDLES + 1))).toThrow(`at most ${MAX_BUNDLES} are taken`);
  });

  it("comes back from its text, and nothing else does", () => {
    const file = read('{"a":1}\n{"b":2}');
    expect(bundleReports.decode(bundleReports.encode(file))).toEqual(file);
    expect(() => bundleReports.decode('{"path":"a","bundles":[]}')).toThrow();
    expect(() => bundleReports.decode('{"path":"a","bundles":["*"]}')).toThrow();
  });
});
