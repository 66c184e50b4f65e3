import { randomBytes } from "node:crypto";
import { describe, expect, it } from "@jest/globals";
import { compress } from "snappyjs";
import { expandSnappy } from "../../../src/formats/snappy/expand.ts";

const roomy = 1_000_000;

function block(...bytes: readonly number[]): Uint8Array {
  return Uint8Array.from(bytes);
}

describe("a block of raw Snappy", () => {
  const json = Buffer.from(JSON.stringify({ attestations: Array.from({ length: 500 }, (_, at) => ({ at })) }));
  const random = randomBytes(70_000);
  it.each<[string, Uint8Array]>([
    ["nothing", new Uint8Array(0)],
    ["a byte", block(7)],
    ["a short literal", Buffer.from("lanekeeper")],
    ["a literal of 61 bytes", random.subarray(0, 61)],
    ["a literal of 300 bytes", random.subarray(0, 300)],
    ["a literal of 70,000 bytes", random],
    ["zeros", new Uint8Array(200_000)],
    ["JSON", json],
    ["JSON, random bytes and JSON again", Buffer.concat([json, random, json])],
  ])("made by another program gives its bytes back: %s", (_what, bytes) => {
    const packed = new Uint8Array(compress(Uint8Array.from(bytes)));
    expect(expandSnappy(packed, bytes.length)).toEqual({ kind: "bytes", bytes: Uint8Array.from(bytes) });
  });

  it("copies from one, two and four bytes away, and from what it is just writing", () => {
    const text = (expanded: ReturnType<typeof expandSnappy>) =>
      expanded.kind === "bytes" ? Buffer.from(expanded.bytes).toString() : expanded.because;
    const ab = [0x04, 0x61, 0x62];
    expect(text(expandSnappy(block(6, ...ab, 0x01, 2), roomy))).toBe("ababab");
    expect(text(expandSnappy(block(5, ...ab, 0x0a, 1, 0), roomy))).toBe("abbbb");
    expect(text(expandSnappy(block(4, ...ab, 0x07, 2, 0, 0, 0), roomy))).toBe("abab");
  });

  it("is read up to its limit, and not one byte further", () => {
    const packed = new Uint8Array(compress(new Uint8Array(1_000)));
    expect(expandSnappy(packed, 1_000).kind).toBe("bytes");
    expect(expandSnappy(packed, 999)).toEqual({
      kind: "refused",
      because: "it announces 1000 bytes, and at most 999 are read",
    });
  });

  it("that announces 2 GiB, or 4 GiB less a byte, takes no memory", () => {
    const before = process.memoryUsage().arrayBuffers;
    expect(expandSnappy(block(0x80, 0x80, 0x80, 0x80, 0x08, 0), roomy)).toMatchObject({
      because: expect.stringContaining("2147483648 bytes"),
    });
    expect(expandSnappy(block(0xff, 0xff, 0xff, 0xff, 0x0f, 0), roomy)).toMatchObject({
      because: expect.stringContaining("4294967295 bytes"),
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000);
  });

  it.each<[string, readonly number[], RegExp]>([
    ["nothing at all", [], /begin with a length/],
    ["a length without end", [0x80, 0x80, 0x80, 0x80, 0x80, 0x80], /begin with a length/],
    ["a length of 33 bits", [0xff, 0xff, 0xff, 0xff, 0x1f], /begin with a length/],
    ["a literal that is cut off", [3, 0x08, 0x61, 0x62], /ends inside/],
    ["a length of a literal that is cut off", [3, 0xf0], /ends inside/],
    ["a copy that is cut off", [8, 0x00, 0x61, 0x02, 1], /ends inside/],
    ["a copy of a byte before the first", [8, 0x00, 0x61, 0x01, 2], /outside/],
    ["a copy from nowhere", [8, 0x00, 0x61, 0x01, 0], /outside/],
    ["a copy with nothing before it", [4, 0x01, 1], /outside/],
    ["more than is announced", [1, 0x04, 0x61, 0x62], /more comes out/],
    ["a copy over the end", [3, 0x00, 0x61, 0x01, 1], /more comes out/],
    ["less than is announced", [9, 0x04, 0x61, 0x62], /less comes out/],
    // With a signed length a reader would go back to the tag, for ever.
    ["a literal of -5 bytes", [1, 0xfc, 0xfa, 0xff, 0xff, 0xff], /ends inside/],
  ])("is refused: %s", (_what, bytes, because) => {
    expect(expandSnappy(block(...bytes), roomy)).toEqual({ kind: "refused", because: expect.stringMatching(because) });
  });

  it("never breaks down, whatever its bytes are", () => {
    const kinds = new Set<string>();
    const packed = new Uint8Array(compress(Uint8Array.from(json)));
    for (let round = 0; round < 20_000; round += 1) {
      const bytes = packed.slice(0, 1 + ((round * 7) % packed.length));
      for (let change = 0; change < 3; change += 1) {
        bytes[(round * 31 + change * 97) % bytes.length] = (round * 13 + change * 101) % 256;
      }
      kinds.add(expandSnappy(bytes, roomy).kind);
    }
    expect(kinds).toContain("refused");
  });
});
