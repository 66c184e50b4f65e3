import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { type ReadReportsOptions, readReports } from "../../src/workers/read-reports.ts";
import { symbolicLink, type Written, zipOf } from "../archives/zip-bytes.ts";

const module = new URL("./report-process-for-tests.ts", import.meta.url);
const plainText = { id: "plain-text", version: 1 };
const none = { count: 0, first: [] };

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "reports-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function fileOf(content: string | Uint8Array): string {
  const file = join(folder, "file");
  writeFileSync(file, content);
  return file;
}

function fromArchive(entries: readonly Written[], wanted: readonly string[], options: ReadReportsOptions = {}) {
  return readReports({ kind: "archive", file: fileOf(zipOf(entries)), wanted }, plainText, { module, ...options });
}

function fromFile(content: string | Uint8Array, options: ReadReportsOptions = {}) {
  const source = { kind: "file", file: fileOf(content), path: "out/lcov.info" } as const;
  return readReports(source, plainText, { module, ...options });
}

describe("reports of an archive", () => {
  const entries = [
    { name: "a/coverage.xml", content: "one" },
    { name: "b/.hidden/coverage.xml", content: "two" },
    { name: "b/index.html", content: "page" },
    { name: "lcov.info", content: "three" },
  ];

  it("are those that a pattern matches, in the order of the archive", async () => {
    expect(await fromArchive(entries, ["**/coverage.xml", "*.info"])).toEqual({
      kind: "read",
      reports: [
        { path: "a/coverage.xml", text: "one" },
        { path: "b/.hidden/coverage.xml", text: "two" },
        { path: "lcov.info", text: "three" },
      ],
      passedOver: { count: 1, first: ["b/index.html"] },
    });
  });

  it("may be none, which tells what there is instead", async () => {
    const first = entries.map(({ name }) => name);
    expect(await fromArchive(entries, ["coverage.json"])).toEqual({
      kind: "read",
      reports: [],
      passedOver: { count: 4, first },
    });
  });

  it("are each refused alone when a reader cannot read them", async () => {
    const broke = (name: string) => expect.stringMatching(`^Reading the report broke down \\(${name}\\).*Lanekeeper`);
    const contents = ["refuse", "mistake", "json", "deep", "", zipOf([]), zipOf(entries), "good", "half"];
    const read = await fromArchive(
      contents.map((content, index) => ({ name: `${index}`, content })),
      ["*"],
    );
    expect(read).toEqual({
      kind: "read",
      reports: [
        { path: "0", refused: "0 says nothing of tests." },
        { path: "1", refused: broke("TypeError") },
        { path: "2", refused: broke("SyntaxError") },
        { path: "3", refused: broke("RangeError") },
        { path: "4", refused: expect.stringMatching(/is empty/) },
        { path: "5", text: zipOf([]).toString() },
        { path: "6", refused: expect.stringMatching(/a zip archive in itself/) },
        { path: "7", text: "good" },
        { path: "8", refused: "It has a half only. Send both." },
      ],
      passedOver: none,
    });
    expect(JSON.stringify(read)).not.toMatch(/secret/);
  });

  it("are refused together when one of them, or the archive, is damaged", async () => {
    const damaged = [...entries, { name: "z.info", content: "four", checksum: 1 }];
    expect(await fromArchive(damaged, ["*.info"])).toEqual({
      kind: "refused",
      because: expect.stringMatching(/checksum differs/),
      path: "z.info",
    });
    const link = [...entries, { name: "link", attributes: symbolicLink }];
    expect(await fromArchive(link, ["*.info"])).toMatchObject({ because: expect.stringMatching(/symbolic link/) });
    expect(await fromArchive(entries, ["*"], { limits: { maxEntries: 3 } })).toMatchObject({ kind: "refused" });
  });

  it.each([
    ["x".repeat(201), /longer than 200 characters/],
    ["{1..65}", /more than 64 alternatives/],
  ])("are refused by a pattern without bounds", async (pattern, because) => {
    expect(await fromArchive(entries, ["*", pattern])).toMatchObject({
      kind: "refused",
      because: expect.stringMatching(because),
    });
    const many = Array.from({ length: 101 }, () => "*");
    expect(await fromArchive(entries, many)).toMatchObject({
      because: expect.stringMatching(/More than 100 patterns/),
    });
  });

  it("are refused when they make too much text, each and together", async () => {
    const each = await fromArchive(entries, ["*.info", "a/*"], { limits: { maxTextLength: 4 } });
    expect(each).toMatchObject({
      reports: [{ text: "one" }, { refused: expect.stringMatching(/more than 4 characters/) }],
    });
    const together = await fromArchive(entries, ["**"], { limits: { maxTotalTextLength: 7 } });
    const refusal = { refused: expect.stringMatching(/more than 7 characters/) };
    expect(together).toMatchObject({ reports: [{ text: "one" }, { text: "two" }, refusal, refusal] });
  });
});

describe("one report", () => {
  it("is read under the path that it is called by", async () => {
    const text = "SF:a.js\n".repeat(400_000);
    expect(await fromFile(text)).toEqual({
      kind: "read",
      reports: [{ path: "out/lcov.info", text }],
      passedOver: none,
    });
  });

  it("is refused when it is too large, gone, or no file", async () => {
    expect(await fromFile("12345", { limits: { maxEntryBytes: 4 } })).toEqual({
      kind: "refused",
      because: expect.stringMatching(/has 5 bytes; at most 4 are read/),
      path: "out/lcov.info",
    });
    const source = { kind: "file", path: "out/lcov.info" } as const;
    const gone = await readReports({ ...source, file: join(folder, "gone") }, plainText, { module });
    expect(gone).toMatchObject({ kind: "refused", because: "The report cannot be read (ENOENT)." });
    const noFile = await readReports({ ...source, file: folder }, plainText, { module });
    expect(noFile).toMatchObject({ kind: "refused", because: "The report is no ordinary file." });
  });

  it.each([
    ["", /is empty/],
    ["refuse", /says nothing of tests/],
    [zipOf([{ name: "a", content: "b" }]), /a zip archive in itself/],
  ])("is refused by its content", async (content, refused) => {
    expect(await fromFile(content)).toMatchObject({
      kind: "read",
      reports: [{ refused: expect.stringMatching(refused) }],
    });
  });
});
