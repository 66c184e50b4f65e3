import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "@jest/globals";
import { readArchive } from "../../src/archives/read-archive.ts";
import { fixtures, textsOf, withFile } from "./reading.ts";
import { zipOf } from "./zip-bytes.ts";

const lcov = "SF:src/a.js\nDA:1,1\nDA:2,0\nend_of_record\n";
const xmlLines = Array.from({ length: 200 }, (_, i) => `  <line number="${i + 1}" hits="${(i + 1) % 2}"/>\n`);
const xml = `<?xml version="1.0"?>\n<coverage>\n${xmlLines.join("")}</coverage>\n`;
const reports = [
  { path: "reports/js/lcov.info", value: lcov },
  { path: "reports/notes.txt", value: "notes\n" },
  { path: "reports/py/coverage.xml", value: xml },
  { path: "reports/ünï.txt", value: "ünï\n" },
];
const none = { count: 0, first: [] };

describe("an archive by an ordinary program", () => {
  it.each([
    ["zip.zip", reports],
    ["zip-stored.zip", reports.filter(({ path }) => !/py|notes/.test(path))],
    ["zip-streamed.zip", [{ path: "-", value: xml }]],
    ["zip-zip64.zip", [{ path: "reports/py/coverage.xml", value: xml }]],
    ["python.zip", reports],
    ["python-zip64.zip", [{ path: "reports/py/coverage.xml", value: xml }]],
    ["archiver.zip", reports],
  ])("is read, to the last byte: %s", async (name, expected) => {
    const read = await textsOf(join(fixtures, name));
    const sorted =
      read.kind === "read" ? { ...read, entries: read.entries.toSorted((a, b) => (a.path < b.path ? -1 : 1)) } : read;
    expect(sorted).toEqual({ kind: "read", entries: expected, passedOver: none });
  });
});

describe("what is not wanted", () => {
  it("is passed over, counted, and named", async () => {
    const entries = Array.from({ length: 30 }, (_, index) => ({ name: `page-${index}.html`, content: "x" }));
    const read = await withFile(zipOf([...entries, { name: "lcov.info", content: lcov }]), (file) =>
      textsOf(file, (path) => path === "lcov.info"),
    );
    const first = Array.from({ length: 10 }, (_, index) => `page-${index}.html`);
    expect(read).toEqual({
      kind: "read",
      entries: [{ path: "lcov.info", value: lcov }],
      passedOver: { count: 30, first },
    });
  });

  it("may be packed in any way and be of any size", async () => {
    const odd = { name: "film.bin", content: "x", method: 12, size: 0xfffffffe };
    const read = await withFile(zipOf([odd, { name: "lcov.info", content: lcov }]), (file) =>
      textsOf(file, (path) => path === "lcov.info"),
    );
    expect(read).toMatchObject({ kind: "read", entries: [{ path: "lcov.info" }], passedOver: { first: ["film.bin"] } });
  });

  it("may be everything", async () => {
    const file = join(fixtures, "zip.zip");
    expect(await textsOf(file, () => false)).toMatchObject({ kind: "read", entries: [], passedOver: { count: 4 } });
    expect(await withFile(zipOf([]), textsOf)).toEqual({ kind: "read", entries: [], passedOver: none });
  });

  it("is what an archive in the archive holds", async () => {
    const read = await textsOf(join(fixtures, "zip-nested.zip"));
    const inner = { path: "n/inner.zip", value: expect.stringMatching(/^PK/) };
    expect(read).toMatchObject({ kind: "read", entries: [inner, { path: "n/notes.txt" }] });
  });
});

describe("whoever takes the files", () => {
  const damaged = zipOf([
    { name: "a", content: "whole" },
    { name: "b", content: "x".repeat(1_000_000), checksum: 1 },
  ]);
  const reading = { wanted: () => true };

  it("gets back what it answered for each, in the order of the archive", async () => {
    const take = async (path: string) => path.length;
    const file = join(fixtures, "python.zip");
    const read = await readArchive(file, { ...reading, take });
    expect(read).toMatchObject({ entries: reports.map(({ path }) => ({ path, value: path.length })) });
  });

  it("does not see a file as whole that turns out damaged, whatever it did with the pieces", async () => {
    const refusal = { kind: "refused", because: expect.stringMatching(/checksum differs/), path: "b" };
    const takers = {
      readsAll: async (_: string, chunks: AsyncIterable<Uint8Array>) => {
        for await (const chunk of chunks) if (chunk.length === 0) throw new Error("A piece is empty.");
      },
      readsNothing: async () => "done",
      stopsEarly: async (_: string, chunks: AsyncIterable<Uint8Array>) => {
        for await (const chunk of chunks) return chunk.length;
        return 0;
      },
      carriesOn: async (_: string, chunks: AsyncIterable<Uint8Array>) => {
        try {
          for await (const chunk of chunks) chunk.fill(0);
        } catch {
          return "whole";
        }
        return "whole";
      },
      waits: async (path: string, chunks: AsyncIterable<Uint8Array>) => {
        await new Promise((resolve) => setTimeout(resolve, 50));
        for await (const chunk of chunks) if (chunk.length === 0) throw new Error(path);
      },
    };
    for (const take of Object.values(takers)) {
      expect(await withFile(damaged, (file) => readArchive<unknown>(file, { ...reading, take }))).toEqual(refusal);
    }
  });

  it("has its own exceptions thrown on, and the archive closed", async () => {
    const own = new Error("of the taker");
    const take = async (path: string, chunks: AsyncIterable<Uint8Array>) => {
      for await (const chunk of chunks) if (path === "b" && chunk.length > 0) throw own;
    };
    await expect(withFile(damaged, (file) => readArchive(file, { ...reading, take }))).rejects.toBe(own);
  });

  it("leaves no file open", async () => {
    const open = () => readdirSync("/proc/self/fd").length;
    const before = open();
    for (let round = 0; round < 20; round += 1) {
      await withFile(damaged, textsOf);
      await withFile(zipOf([{ name: "..", content: "" }]), textsOf);
      await withFile(Buffer.from("PK"), textsOf);
    }
    expect(open()).toBeLessThanOrEqual(before + 2);
  });
});

describe("a path that leads to no archive", () => {
  it.each([
    ["nothing", "/nowhere/archive.zip", /cannot be opened \(ENOENT\)/],
    ["a folder", fixtures, /no ordinary file/],
    ["a device", "/dev/zero", /no ordinary file/],
    ["a text", join(fixtures, "README.md"), /no zip archive, or its end is missing/],
    ["an empty file", "/dev/null", /no ordinary file/],
  ])("is refused: %s", async (_what, file, because) => {
    expect(await textsOf(file)).toEqual({ kind: "refused", because: expect.stringMatching(because) });
  });
});
