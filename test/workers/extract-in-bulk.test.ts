import { describe, expect, it } from "@jest/globals";
import { javaScriptImports } from "../../src/formats/imports/javascript/extractor.ts";
import { pythonImports } from "../../src/formats/imports/python/extractor.ts";
import { extractInThreads } from "../../src/workers/extract-in-bulk.ts";
import { extractions } from "../../src/workers/extractors.ts";

const sources = Array.from({ length: 60 }, (_, index) => `import a${index}, b${index % 7}\n${"x = 1\n".repeat(index)}`);

/** Parts of one block of memory, as git gives them. */
function blobsOf(texts: readonly string[]): ReadonlyMap<string, Uint8Array> {
  const block = new TextEncoder().encode(texts.join(""));
  let start = 0;
  return new Map(
    texts.map((text, index): [string, Uint8Array] => {
      const bytes = block.subarray(start, start + text.length);
      start += text.length;
      return [`id${index}`, bytes];
    }),
  );
}

describe("extractInThreads", () => {
  it("tells what the extractor would, for several questions at once", async () => {
    const { extract } = extractInThreads(0);
    const blobs = blobsOf(sources);
    const [python, javaScript] = await Promise.all([extract(pythonImports, blobs), extract(javaScriptImports, blobs)]);
    for (const [id, bytes] of blobs) {
      expect(python?.get(id)).toBe(pythonImports.encode(pythonImports.extract(bytes)));
      expect(javaScript?.get(id)).toBe(javaScriptImports.encode(javaScriptImports.extract(bytes)));
    }
    expect(python?.size).toBe(sources.length);
    expect(blobs.get("id1")?.length).toBe(sources[1]?.length);
  });

  it("fails every job of a thread that dies, also those that waited for it, and starts another one", async () => {
    const { extract } = extractInThreads(0, new URL("./dying-thread.ts", import.meta.url));
    const blobs = blobsOf(sources);
    for (let round = 0; round < 2; round += 1) {
      const jobs = Array.from({ length: 12 }, async () => extract(pythonImports, blobs));
      const ended = await Promise.allSettled(jobs);
      expect(ended.map(({ status }) => status)).toEqual(jobs.map(() => "rejected"));
    }
  });

  it("leaves to the caller what is little, and extractors that it does not know", () => {
    expect(extractInThreads(1_000_000).extract(pythonImports, blobsOf(sources))).toBeUndefined();
    expect(extractInThreads(0).extract({ id: "cobol-imports", version: 1 }, blobsOf(sources))).toBeUndefined();
  });

  it("fails where a thread has another version of the extractor", async () => {
    const answer = extractInThreads(0).extract({ id: pythonImports.id, version: 0 }, blobsOf(sources));
    await expect(answer).rejects.toThrow(/thread/i);
  });

  it("asks threads that are there already for less", async () => {
    const { expect: prepare, extract } = extractInThreads(10_000);
    expect(extract(pythonImports, blobsOf(sources.slice(0, 30)))).toBeUndefined();
    prepare(10_000);
    expect((await extract(pythonImports, blobsOf(sources.slice(0, 30))))?.size).toBe(30);
  });

  it.each([...extractions.keys()])("can load what extracts %s", async (id) => {
    expect((await extractions.get(id)?.())?.run(new Uint8Array())).toBe("");
  });
});
