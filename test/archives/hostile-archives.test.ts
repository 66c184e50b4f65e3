import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { fixtures, textsIn, textsOf } from "./reading.ts";
import { largeNumbers, symbolicLink, type Written, zipOf } from "./zip-bytes.ts";

const report = { name: "coverage.xml", content: "<coverage/>" };
const zeros = Buffer.alloc(2_000_000);

async function refusalOf(bytes: Uint8Array, limits: Parameters<typeof textsIn>[1] = {}) {
  const read = await textsIn(bytes, limits);
  if (read.kind !== "refused") throw new Error(`It was read: ${JSON.stringify(read).slice(0, 500)}`);
  return read;
}

describe("an entry that leads somewhere else", () => {
  it.each([
    ["../evil", /leads out of the archive/],
    ["a/../../evil", /leads out/],
    ["a/..", /leads out/],
    ["/etc/passwd", /is absolute/],
    ["C:evil", /is absolute/],
    ["c:/evil", /is absolute/],
    ["..\\evil", /backslash/],
    ["a\\b", /backslash/],
    ["\\\\server\\share", /backslash/],
    ["a\0.xml", /control characters/],
    ["a\n.xml", /control characters/],
    ["", /is empty/],
    ["a".repeat(4_097), /longer than 4,096 characters/],
    [`${"a/".repeat(65)}x`, /65 folders deep; at most 64/],
  ])("makes the archive refused, wanted or not, by its name: %j", async (name, because) => {
    const refusal = await refusalOf(zipOf([report, { name, content: "x" }]));
    expect(refusal.because).toMatch(because);
    expect(refusal.because.length).toBeLessThan(300);
    expect(refusal.path?.length).toBeLessThanOrEqual(201);
  });

  it("is found behind the name that another field gives it", async () => {
    // Info-ZIP's Unicode Path field, bound to the plain name by its checksum.
    const field = Buffer.from("\x75\x70\x0c\0\x01\0\0\0\0../evil", "latin1");
    field.writeUInt32LE(0xe8b7be43, 5);
    expect(await refusalOf(zipOf([{ name: "a", content: "x", extra: field }]))).toMatchObject({ path: "../evil" });
  });

  it("is accepted at the limit of depth and length", async () => {
    const names = [`${"a/".repeat(64)}x`, "b".repeat(4_096), "./c//d", "e/./f"];
    const read = await textsIn(zipOf(names.map((name) => ({ name, content: "x" }))));
    const paths = read.kind === "read" ? read.entries.map(({ path }) => path) : [];
    expect(paths).toEqual([`${"a/".repeat(64)}x`, "b".repeat(4_096), "c/d", "e/f"]);
  });
});

describe("an archive that no report needs", () => {
  const cases: readonly (readonly [string, readonly Written[], RegExp])[] = [
    ["a symbolic link", [report, { name: "link", content: "/etc/passwd", attributes: symbolicLink }], /symbolic link/],
    ["a link among folders", [report, { name: "link/", attributes: symbolicLink }], /symbolic link/],
    ["two files of one name", [report, { ...report, content: "<other/>" }], /two files of this name/],
    ["one place in two spellings", [report, { ...report, name: "./coverage.xml" }], /two files of this name/],
    ["encryption", [{ ...report, flags: 1 }], /is encrypted/],
    ["strong encryption", [{ ...report, flags: 0x41 }], /list of entries is damaged \(strong encryption/],
    ["another way of packing", [{ ...report, method: 12 }], /packed with method 12/],
    ["a file said to be elsewhere", [{ ...report, offset: 0xfffffff0 }], /outside of the archive/],
    [
      "a place beyond all numbers",
      [{ ...report, offset: 0xffffffff, extra: largeNumbers(2n ** 64n - 1n) }],
      /outside of the archive/,
    ],
    ["a file begun in another", [{ ...report, offset: 3 }], /is damaged \(invalid local file header/],
    ["more packed bytes than there are", [{ ...report, packedSize: 4_000_000 }], /is damaged \(file data overflows/],
    ["a size of 2^64", [{ ...report, size: 0xffffffff, extra: largeNumbers(2n ** 64n - 1n) }], /more than 512,000,000/],
    ["fewer bytes announced than come", [{ ...report, size: 5 }], /is damaged \(too many bytes/],
    ["more bytes announced than come", [{ ...report, size: 50 }], /is damaged \(not enough bytes/],
    ["another checksum", [{ ...report, checksum: 1 }], /checksum differs/],
    ["another checksum of what is stored", [{ ...report, stored: true, checksum: 1 }], /checksum differs/],
    ["bytes that cannot be unpacked", [{ ...report, packed: Buffer.alloc(20, 0xff) }], /is damaged \(invalid/],
    ["extra fields that do not fit", [{ ...report, extra: Buffer.from([1, 0, 99, 0]) }], /list of entries is damaged/],
  ];

  it.each(cases)("is refused: %s", async (_what, entries, because) => {
    expect((await refusalOf(zipOf(entries))).because).toMatch(because);
  });

  it.each([
    ["zip-encrypted.zip", /is encrypted/],
    ["zip-link.zip", /symbolic link/],
    ["zip-bzip2.zip", /packed with method 12/],
  ])("is refused, made by an ordinary program: %s", async (name, because) => {
    expect(await textsOf(join(fixtures, name))).toMatchObject({
      kind: "refused",
      because: expect.stringMatching(because),
    });
  });
});

describe("an end of the archive that does not fit", () => {
  it.each([
    ["fewer entries than the list has", { entries: 1 }, /lists other entries than it announces/],
    ["more entries than the list has", { entries: 3 }, /list of entries is damaged/],
    ["several disks", { disk: 1 }, /split over several files/],
    ["a list elsewhere", { directoryOffset: 0 }, /not where its end says/],
    ["a list of another size", { directorySize: 10 }, /not where its end says/],
    ["bytes behind the list", { gap: Buffer.alloc(9) }, /not where its end says/],
    ["an end record for 64 bits beyond all numbers", { large: { offset: 2n ** 64n - 1n } }, /not where its end says/],
    ["an end record for 64 bits elsewhere", { large: { offset: 0n } }, /not where its end says/],
    ["2^64 entries", { large: { entries: 2n ** 64n - 1n } }, /at most 50,000 are looked at/],
    ["an end record in the comment", { comment: zipOf([]) }, /Bytes follow the end|not where its end says/],
  ])("is refused: %s", async (_what, ending, because) => {
    const bytes = zipOf([report, { name: "notes.txt", content: "x" }], ending);
    expect((await refusalOf(bytes)).because).toMatch(because);
  });

  it("is read where numbers have 64 bits, and behind a comment", async () => {
    const expected = { kind: "read", entries: [{ path: "coverage.xml", value: "<coverage/>" }] };
    expect(await textsIn(zipOf([report], { large: {} }))).toMatchObject(expected);
    expect(await textsIn(zipOf([report], { comment: Buffer.alloc(65_535, "c") }))).toMatchObject(expected);
  });
});

describe("a bomb", () => {
  it("is refused by what it announces", async () => {
    const bytes = zipOf([{ name: "a", content: zeros }]);
    expect((await refusalOf(bytes)).because).toMatch(/unpacks to more than 200 times its size/);
    expect((await refusalOf(bytes, { maxEntryBytes: 1_999_999 })).because).toMatch(/more than 1,999,999 bytes/);
    expect(await textsIn(bytes, { maxRatio: 1_032 })).toMatchObject({ kind: "read" });
  });

  it("is refused by the sum of what its entries announce", async () => {
    const bytes = zipOf(["a", "b", "c"].map((name) => ({ name, content: zeros })));
    const limits = { maxRatio: 2_000, maxTotalBytes: 5_999_999 };
    expect((await refusalOf(bytes, limits)).because).toMatch(/more than 5,999,999 bytes together/);
    expect(await textsIn(bytes, { ...limits, maxTotalBytes: 6_000_000 })).toMatchObject({ kind: "read" });
  });

  it("is refused when its entries share their bytes", async () => {
    // 300 names in 40 KB for the same two million bytes: 600 MB.
    const names = Array.from({ length: 300 }, (_, index) => ({ name: `${index}`.padStart(4, "0"), content: zeros }));
    const [whole] = [zipOf(names.slice(0, 1))];
    const first = whole.subarray(0, whole.indexOf("PK\x01\x02"));
    const packed = first.subarray(34);
    const overlapping = names.map((entry, index) => ({
      ...entry,
      packed: index === 0 ? packed : Buffer.alloc(0),
      packedSize: packed.length,
      offset: 0,
    }));
    const limits = { maxRatio: 2_000, maxTotalBytes: 100_000_000 };
    expect((await refusalOf(zipOf(overlapping), limits)).because).toMatch(/more than 100,000,000 bytes together/);
    expect((await refusalOf(zipOf(overlapping))).because).toMatch(/200 times/);
  });

  it.each([
    [50_001, {}, /has 50,001 entries; at most 50,000/],
    [2_001, {}, /has 2,001 entries that are asked for; at most 2,000/],
    [100, { maxDirectoryBytes: 4_999 }, /has 5,000 bytes; at most 4,999/],
    [1, { maxFileBytes: 100 }, /has 10\d bytes; at most 100/],
  ])("of %i entries is refused under the limits %j", async (count, limits, because) => {
    const entries = Array.from({ length: count }, (_, index) => ({ name: `${index}`.padStart(4, "0"), stored: true }));
    expect((await refusalOf(zipOf(entries), limits)).because).toMatch(because);
  });
});

describe("an archive that was cut off", () => {
  it("is refused at every length", async () => {
    const whole = zipOf([report, { name: "b/notes.txt", content: "notes", stored: true }], {
      comment: Buffer.from("c"),
    });
    for (let length = 0; length < whole.length; length += 1) {
      expect((await refusalOf(whole.subarray(0, length))).because).toMatch(/Upload it again|Make and upload/);
    }
    expect(await textsIn(whole)).toMatchObject({ kind: "read" });
  });
});

describe("an archive with one byte changed", () => {
  it("is refused, or gives the texts that were packed", async () => {
    const whole = zipOf([report, { name: "b/notes.txt", content: "notes", stored: true }]);
    const texts = new Set(["<coverage/>", "notes"]);
    for (let at = 0; at < whole.length; at += 1) {
      for (const value of [0, 0xff, (whole[at] ?? 0) ^ 1]) {
        const changed = Buffer.from(whole);
        changed[at] = value;
        const read = await textsIn(changed);
        const strange = read.kind === "read" ? read.entries.filter((entry) => !texts.has(entry.value)) : [];
        expect(strange).toEqual([]);
      }
    }
  });
});
