import { describe, expect, it } from "@jest/globals";
import { bundleFileLimits, bundleReports } from "../../../src/formats/attestations/bundle-reports.ts";

function read(path: string, ...pieces: readonly (string | Uint8Array)[]) {
  const reading = bundleReports.open(path);
  for (const piece of pieces) reading.push(Buffer.from(piece));
  return reading.end();
}

function textsOf(path: string, ...pieces: readonly string[]): readonly string[] {
  return read(path, ...pieces).bundles.map((text) => Buffer.from(text, "base64").toString());
}

describe("a file of bundles", () => {
  it("is one bundle, byte for byte, in whatever pieces it comes", () => {
    const text = '{\n  "mediaType": "é"\r\n}\n';
    for (const path of ["a.sigstore.json", "a.sigstore", "a.json"]) expect(textsOf(path, text)).toEqual([text]);
    const bytes = Buffer.from(text);
    const pieces = [...bytes].map((_, at) => bytes.subarray(at, at + 1));
    expect(read("a.sigstore", ...pieces)).toEqual({ path: "a.sigstore", bundles: [bytes.toString("base64")] });
  });

  it.each(["a.intoto.jsonl", "A.INTOTO.JSONL", "sha256.jsonl"])("has one in each line: %s", (path) => {
    expect(textsOf(path, '{"a":1}\n\n', ' {"b', '":2}\r\n  \n{"c":3}')).toEqual(['{"a":1}', ' {"b":2}', '{"c":3}']);
  });

  it("keeps what is no bundle, so that the check of it can say so", () => {
    expect(textsOf("a.jsonl", "[]\nnonsense\n")).toEqual(["[]", "nonsense"]);
  });

  it.each(["a.sigstore.json", "a.jsonl"])("proves nothing without any: %s", (path) => {
    expect(() => read(path, " \n\t\r\n")).toThrow("holds no bundle at all");
  });

  it("ends at its limit of bytes, before they are put together", () => {
    const reading = bundleReports.open("a.sigstore.json");
    reading.push(new Uint8Array(bundleFileLimits.maxBytes));
    expect(() => reading.push(new Uint8Array(1))).toThrow("more than 25,165,824 bytes");
  });

  it("ends at its limit of bundles", () => {
    const lines = (count: number) => "{}\n".repeat(count);
    expect(textsOf("a.jsonl", lines(bundleFileLimits.maxBundles))).toHaveLength(bundleFileLimits.maxBundles);
    expect(() => read("a.jsonl", lines(bundleFileLimits.maxBundles + 1))).toThrow("more than 1,000 bundles");
  });

  it("comes back from its text, and nothing else does", () => {
    const file = read("a.jsonl", '{"a":1}\n{"b":2}');
    expect(bundleReports.decode(bundleReports.encode(file))).toEqual(file);
    expect(() => bundleReports.decode('{"path":"a","bundles":[]}')).toThrow();
    expect(() => bundleReports.decode('{"path":"a","bundles":["*"]}')).toThrow();
  });
});
