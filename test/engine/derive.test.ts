import { describe, expect, it } from "@jest/globals";
import type { BulkExtraction, DerivedValues, Extractor } from "../../src/core/extractor.ts";
import type { Blob } from "../../src/core/repository.ts";
import { deriving } from "../../src/engine/derive.ts";
import { derivedMemory } from "../../src/engine/derived-memory.ts";

const text: Extractor<string> = {
  id: "text",
  version: 2,
  extract: (bytes) => new TextDecoder().decode(bytes),
  encode: (value) => JSON.stringify(value),
  decode(encoded) {
    const value: unknown = JSON.parse(encoded);
    if (typeof value !== "string") throw new Error("no text");
    return value;
  },
};

/** Blobs whose content is their id, and a record of what was asked. */
function recordingBlobs(special: Readonly<Record<string, Blob>> = {}) {
  const asked: string[][] = [];
  const blobs = async (ids: readonly string[]) => {
    asked.push([...ids]);
    return new Map(ids.map((id): [string, Blob] => [id, special[id] ?? { kind: "bytes", bytes: Buffer.from(id) }]));
  };
  return { asked, blobs };
}

function remembering(initial: Readonly<Record<string, string>> = {}) {
  const values = new Map(Object.entries(initial));
  const derived: DerivedValues = {
    read: async (extractor, ids) =>
      new Map(
        ids
          .flatMap((id) => [[id, values.get(`${extractor}/${id}`)] as const])
          .flatMap(([id, value]) => (value === undefined ? [] : [[id, value]])),
      ),
    async write(extractor, fresh) {
      for (const [id, value] of fresh) values.set(`${extractor}/${id}`, value);
    },
  };
  return { values, derived };
}

describe("deriving", () => {
  it("stops at the file that takes more than may be read at once, remembered or not", async () => {
    const tooLarge = { code: "REPOSITORY_TOO_LARGE", retry: false };
    const { blobs } = recordingBlobs();
    const ids = ["aaaa", "bbbb", "cccc"];
    const { values, derived } = remembering();
    expect((await deriving(blobs, derived, derivedMemory(), { limit: 18 })(text, ids)).size).toBe(3);
    await expect(deriving(blobs, derived, derivedMemory(), { limit: 17 })(text, ids)).rejects.toMatchObject(tooLarge);
    values.clear();
    await expect(deriving(blobs, derived, derivedMemory(), { limit: 17 })(text, ids)).rejects.toMatchObject(tooLarge);
    expect(values.size).toBe(0);
  });

  it("extracts what nobody remembers, and writes it back", async () => {
    const { asked, blobs } = recordingBlobs();
    const { values, derived } = remembering();
    const derive = deriving(blobs, derived, derivedMemory());
    expect(await derive(text, ["a", "b", "a"])).toEqual(
      new Map([
        ["a", { kind: "value", value: "a" }],
        ["b", { kind: "value", value: "b" }],
      ]),
    );
    expect(asked).toEqual([["a", "b"]]);
    expect([...values]).toEqual([
      ["text@2/a", '"a"'],
      ["text@2/b", '"b"'],
    ]);
  });

  it("reads no blob whose value is remembered, in memory or outside", async () => {
    const { asked, blobs } = recordingBlobs();
    const memory = derivedMemory();
    await deriving(blobs, remembering({ "text@2/a": '"kept"' }).derived, memory)(text, ["a"]);
    const again = await deriving(blobs, remembering().derived, memory)(text, ["a"]);
    expect(again.get("a")).toEqual({ kind: "value", value: "kept" });
    expect(asked).toEqual([]);
  });

  it("extracts anew what another version wrote or what does not decode", async () => {
    const { asked, blobs } = recordingBlobs();
    const { values, derived } = remembering({ "text@1/a": '"old"', "text@2/b": "{", "text@2/c": "1" });
    const result = await deriving(blobs, derived, derivedMemory())(text, ["a", "b", "c"]);
    expect([...result.values()].map((value) => value.kind === "value" && value.value)).toEqual(["a", "b", "c"]);
    expect(asked).toEqual([["a", "b", "c"]]);
    expect(values.get("text@2/b")).toBe('"b"');
  });

  it("passes on why a blob cannot be read and asks again next time", async () => {
    const { asked, blobs } = recordingBlobs({ a: { kind: "missing" }, b: { kind: "too-large", size: 9 } });
    const derive = deriving(blobs, remembering().derived, derivedMemory());
    await derive(text, ["a", "b"]);
    expect(await derive(text, ["a", "b"])).toEqual(
      new Map<string, Blob>([
        ["a", { kind: "missing" }],
        ["b", { kind: "too-large", size: 9 }],
      ]),
    );
    expect(asked.length).toBe(2);
  });

  it("keeps versions apart in memory", async () => {
    const { blobs } = recordingBlobs();
    const derive = deriving(blobs, remembering().derived, derivedMemory());
    await derive(text, ["a"]);
    const next: Extractor<number> = { ...text, version: 3, extract: () => 7, encode: String, decode: Number };
    expect((await derive(next, ["a"])).get("a")).toEqual({ kind: "value", value: 7 });
  });

  it("asks for many blobs in bulk, and never for all of them at once", async () => {
    const { asked, blobs } = recordingBlobs();
    const ids = Array.from({ length: 2_500 }, (_, index) => String(index));
    expect((await deriving(blobs, remembering().derived, derivedMemory())(text, ids)).size).toBe(2_500);
    expect(asked.map((chunk) => chunk.length)).toEqual([1_000, 1_000, 500]);
  });

  it("passes on what an extractor throws", async () => {
    const broken: Extractor<string> = {
      ...text,
      extract() {
        throw new RangeError("broken");
      },
    };
    const derive = deriving(recordingBlobs().blobs, remembering().derived, derivedMemory());
    await expect(derive(broken, ["a"])).rejects.toThrow("broken");
  });
});

describe("derivedMemory", () => {
  const fill = (limits: { maxEntries: number; maxCharacters: number }, size: number) => {
    const recollection = derivedMemory(limits).of(text);
    for (let index = 0; index < 100; index += 1) {
      recollection.set(`id${index}`, { kind: "value", value: "x" }, size);
      recollection.get("id0");
    }
    const kept = Array.from({ length: 100 }, (_, index) => index).filter((index) => recollection.get(`id${index}`));
    return kept;
  };

  it("forgets first what nobody asked for lately, when there are too many values", () => {
    const kept = fill({ maxEntries: 20, maxCharacters: 1_000_000 }, 1);
    expect(kept).toContain(0);
    expect(kept).toContain(99);
    expect(kept).not.toContain(50);
    expect(kept.length).toBeLessThanOrEqual(20);
  });

  it("does the same when they are too large together", () => {
    const kept = fill({ maxEntries: 1_000, maxCharacters: 2_000 }, 100);
    expect(kept).toContain(0);
    expect(kept).toContain(99);
    expect(kept.length).toBeLessThanOrEqual(20);
  });

  it("keeps all within its limits", () => {
    expect(fill({ maxEntries: 1_000, maxCharacters: 100_000 }, 1).length).toBe(100);
  });
});

describe("deriving in bulk", () => {
  const bulkOf = (extract: BulkExtraction["extract"]): BulkExtraction => ({ expect: () => undefined, extract });
  const doubled = bulkOf(async (_extractor, blobs) => {
    return new Map([...blobs.keys()].map((id) => [id, JSON.stringify(id.repeat(2))]));
  });

  it("takes over what was extracted elsewhere, and writes it back", async () => {
    const { blobs } = recordingBlobs({ gone: { kind: "missing" } });
    const { values, derived } = remembering();
    const result = await deriving(blobs, derived, derivedMemory(), { bulk: doubled })(text, ["a", "gone"]);
    expect(result.get("a")).toEqual({ kind: "value", value: "aa" });
    expect(result.get("gone")).toEqual({ kind: "missing" });
    expect([...values]).toEqual([["text@2/a", '"aa"']]);
  });

  it("says how much is coming, and hands over the next blobs before the values of those before have come", async () => {
    const { blobs } = recordingBlobs();
    const expected: number[] = [];
    const answers: (() => void)[] = [];
    const bulk: BulkExtraction = {
      expect: (count) => expected.push(count),
      extract: (_extractor, read) =>
        new Promise((resolve) => {
          answers.push(() => resolve(new Map([...read.keys()].map((id) => [id, JSON.stringify(id)]))));
          // The first answer is given when the second question has come.
          if (answers.length === 2) for (const answer of answers) answer();
        }),
    };
    const ids = Array.from({ length: 1_500 }, (_, index) => `d${index}`);
    const { derived } = remembering({ "text@2/d0": '"d0"' });
    const result = await deriving(blobs, derived, derivedMemory(), { bulk })(text, [...ids, "d1501"]);
    expect([...result.values()].map((one) => one.kind)).toEqual(Array.from({ length: 1_501 }, () => "value"));
    expect(expected).toEqual([1_500]);
  });

  it("extracts itself what is not worth it, and passes on what fails", async () => {
    const { blobs } = recordingBlobs();
    const { derived } = remembering();
    const own = await deriving(blobs, derived, derivedMemory(), { bulk: bulkOf(() => undefined) })(text, ["b"]);
    expect(own.get("b")).toEqual({ kind: "value", value: "b" });
    const failing = bulkOf(() => Promise.reject(new Error("a thread died")));
    const many = Array.from({ length: 2_500 }, (_, index) => `c${index}`);
    const failed = deriving(blobs, derived, derivedMemory(), { bulk: failing })(text, many);
    await expect(failed).rejects.toThrow("a thread died");
  });
});
