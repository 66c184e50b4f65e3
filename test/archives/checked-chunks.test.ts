import { crc32, deflateRawSync } from "node:zlib";
import { describe, expect, it } from "@jest/globals";
import { budgetOf, checkedChunks, EntryRefused } from "../../src/archives/checked-chunks.ts";
import { defaultArchiveLimits } from "../../src/archives/limits.ts";
import { readArchive } from "../../src/archives/read-archive.ts";
import { withFile } from "./reading.ts";
import { zipOf } from "./zip-bytes.ts";

const piece = Buffer.alloc(100_000);
const pieces = Array.from({ length: 30 }, () => piece);
const bytes = Buffer.concat(pieces);
const announced = { compressedSize: 20_000, uncompressedSize: bytes.length, crc32: crc32(bytes) };

async function* given(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

/** How many bytes came through, and why no more. */
async function through(chunks: readonly Uint8Array[], total: number, limits = {}, claims = announced) {
  let size = 0;
  const all = { ...defaultArchiveLimits, ...limits };
  try {
    for await (const chunk of checkedChunks(async () => given(chunks), claims, budgetOf(total), all))
      size += chunk.length;
  } catch (error) {
    return { size, because: error instanceof EntryRefused ? error.message : `unexpected: ${error}` };
  }
  return { size };
}

describe("the bytes that come out of an entry", () => {
  it("come through when they are those that were announced", async () => {
    expect(await through(pieces, bytes.length)).toEqual({ size: bytes.length });
  });

  it("are counted themselves, whatever was announced", async () => {
    expect(await through(pieces, 1_050_000)).toEqual({ size: 1_000_000, because: expect.stringMatching(/together/) });
    const entry = await through(pieces, 1e9, { maxEntryBytes: 250_000 }, { ...announced, uncompressedSize: 1 });
    expect(entry).toEqual({ size: 200_000, because: expect.stringMatching(/more than 250,000 bytes/) });
    const ratio = await through(pieces, 1e9, {}, { ...announced, compressedSize: 10_000 });
    expect(ratio).toEqual({ size: 2_000_000, because: expect.stringMatching(/200 times/) });
  });

  it.each([
    ["are too few", pieces.slice(1), announced],
    ["are too many", [...pieces, piece], announced],
    ["are others", [...pieces.slice(1), Buffer.alloc(piece.length, 1)], announced],
    ["are none", [], announced],
  ])("end in a refusal when they %s", async (_what, chunks, claims) => {
    expect(await through(chunks, 1e9, {}, claims)).toMatchObject({
      because: expect.stringMatching(/checksum differs/),
    });
  });
});

describe("a quarter of a gigabyte out of a quarter of a megabyte", () => {
  it("passes through in bounded memory where limits let it", async () => {
    const content = Buffer.alloc(256_000_000);
    const archive = zipOf([
      { name: "a", content: "", packed: deflateRawSync(content), size: content.length, checksum: crc32(content) },
    ]);
    expect(archive.length).toBeLessThan(300_000);
    await withFile(archive, async (file) => {
      const before = process.memoryUsage().rss;
      let [size, most] = [0, 0];
      const take = async (_: string, chunks: AsyncIterable<Uint8Array>) => {
        for await (const chunk of chunks) {
          size += chunk.length;
          most = Math.max(most, process.memoryUsage.rss());
        }
      };
      const read = await readArchive(file, { wanted: () => true, take, limits: { maxRatio: 2_000 } });
      expect(read.kind).toBe("read");
      expect(size).toBe(content.length);
      expect(most - before).toBeLessThan(64_000_000);
    });
  });
});
