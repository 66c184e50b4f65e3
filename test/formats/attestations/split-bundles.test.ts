import { describe, expect, it } from "@jest/globals";
import { MAX_BUNDLE_FILE_BYTES, MAX_BUNDLES } from "../../../src/formats/attestations/limits.ts";
import { splitBundles } from "../../../src/formats/attestations/split-bundles.ts";

function split(text: string): unknown {
  const read = splitBundles(Buffer.from(text));
  return read.kind === "refused" ? read.because : read.value.map((bytes) => JSON.parse(Buffer.from(bytes).toString()));
}

describe("a file of bundles", () => {
  it.each([
    ["one on one line", '{"a":1}', [{ a: 1 }]],
    ["one on many lines", '{\n  "a": [\n 1 ]\n}\n', [{ a: [1] }]],
    ["one a line", '{"a":1}\n\n{"a":2}\r\n', [{ a: 1 }, { a: 2 }]],
    ["a list", '[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
    ["a list on many lines", '[\n{"a":1},\n{"a":2}\n]', [{ a: 1 }, { a: 2 }]],
    [
      "an answer of GitHub's attestations API",
      '{"attestations":[{"bundle":{"a":1},"repository_id":1},{"bundle":{"a":2}}]}',
      [{ a: 1 }, { a: 2 }],
    ],
  ])("gives each: %s", (_, text, expected) => {
    expect(split(text)).toEqual(expected);
  });

  it("gives a broken line behind a good one too, so that it is refused alone", () => {
    const read = splitBundles(Buffer.from('{"a":1}\n{"a"'));
    expect(read.kind === "read" ? read.value.map((line) => Buffer.from(line).toString()) : read).toEqual([
      '{"a":1}',
      '{"a"',
    ]);
  });

  it.each([
    ["nothing in it", "", /empty/],
    ["blank lines in it", "\n \n\t\n", /empty/],
    ["an empty list", "[]", /empty/],
    ["an empty list of attestations", '{"attestations":[]}', /empty/],
    ["attestations that are no list", '{"attestations":{}}', /not a list/],
    [
      "an attestation without its bundle",
      '{"attestations":[{"bundle":null,"bundle_url":"https://example.org"}]}',
      /attestations\[0\] has no bundle/,
    ],
    ["what is no JSON", "hello", /not JSON/],
    ["a broken first line", '{"a"\n{"a":1}', /not JSON/],
    ["too many on lines", '{"a":1}\n'.repeat(MAX_BUNDLES + 1), /101 bundles/],
    ["too many in a list", `[${"{},".repeat(MAX_BUNDLES)}{}]`, /101 bundles/],
    ["a key twice", '[{"a":1,"a":2}]', /stands twice/],
  ])("is refused with %s", (_, text, words) => {
    expect(split(text)).toMatch(words);
  });

  it("is refused unread when it is too large", () => {
    expect(splitBundles(new Uint8Array(MAX_BUNDLE_FILE_BYTES + 1))).toMatchObject({ kind: "refused" });
  });
});
