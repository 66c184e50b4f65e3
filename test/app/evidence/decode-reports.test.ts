import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { decodeReports } from "../../../src/app/evidence/decode-reports.ts";
import { directUploadName } from "../../../src/app/evidence/direct-upload.ts";
import { type Database, openDatabase } from "../../../src/database/database.ts";
import { createEvidenceStore } from "../../../src/store/evidence.ts";

const folder = mkdtempSync(join(tmpdir(), "lanekeeper-decode-"));
let database: Database;
beforeAll(async () => {
  database = await openDatabase({ kind: "sqlite", file: join(folder, "test.db") });
});
afterAll(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

const reader = {
  id: "words",
  version: 1,
  open: () => ({ push: () => undefined, end: () => "" }),
  flaw: () => undefined,
  encode: (value: string) => value,
  decode: (text: string) => text,
};
const requests = [{ flag: "unit", entry: "unit", workflow: undefined, artifact: undefined, path: undefined }];
const run = { workflow: "ci.yml", artifact: "", runId: 1, attempt: 1, event: "push", createdAt: 0 };
const origin = JSON.stringify({ ...run, fork: false });

function uploadOf(commit: string, name: string) {
  const upload = directUploadName({ workflow: "ci.yml", flag: "unit", name, branch: "" });
  const about = { installationId: 5, repositoryId: 7, commit, reader: "words@1", upload };
  return { ...about, artifactId: 1, attempt: 1, savedAt: 0 };
}

async function stored(commit: string, texts: readonly string[]) {
  const evidence = createEvidenceStore(database);
  for (const [index, text] of texts.entries()) {
    const path = `${index}.txt`;
    const content =
      text === "" ? ({ kind: "refused", because: "It is empty." } as const) : ({ kind: "text", text } as const);
    await evidence.saveUpload(uploadOf(commit, path), [{ path, origin, trusted: true, content }]);
  }
  const key = { repositoryId: 7, commit, reader: "words@1" };
  return { evidence, key, files: await evidence.filesOf(key) };
}

describe("stored reports", () => {
  it("are decoded in their order, and those that cannot be read say why", async () => {
    const { files, ...from } = await stored("c1", ["one", "", "three"]);
    const reports = await decodeReports({ ...from, reader, requests, claimOf: () => undefined }, files);
    expect(reports.map(({ content }) => content)).toEqual([
      { kind: "value", value: "one" },
      { kind: "refused", because: "It is empty." },
      { kind: "value", value: "three" },
    ]);
    expect(reports[0]).toMatchObject({ flag: "unit", origin: { kind: "upload", path: "0.txt", runId: 1 } });
  });

  it("are decoded one at a time, and others have their turn between two of them", async () => {
    const { files, ...from } = await stored("c2", ["a", "b", "c", "d"]);
    const steps: string[] = [];
    const decode = (text: string) => {
      steps.push(text);
      return text;
    };
    let over = false;
    const turn = () => {
      if (steps.at(-1) !== "turn") steps.push("turn");
      if (!over) setImmediate(turn);
    };
    setImmediate(turn);
    await decodeReports({ ...from, reader: { ...reader, decode }, requests, claimOf: () => undefined }, files);
    over = true;
    expect(steps.filter((step) => step !== "turn")).toEqual(["a", "b", "c", "d"]);
    expect(steps.slice(steps.indexOf("a"), steps.indexOf("d") + 1)).toEqual([
      "a",
      "turn",
      "b",
      "turn",
      "c",
      "turn",
      "d",
    ]);
  });

  it("are read again later when one of them was replaced since they were listed: half of each would be neither", async () => {
    const { files, ...from } = await stored("c3", ["a", "b"]);
    const path = "1.txt";
    const newer = { ...uploadOf("c3", path), artifactId: 2 };
    await from.evidence.saveUpload(newer, [{ path, origin, trusted: true, content: { kind: "text", text: "newer" } }]);
    const reading = decodeReports({ ...from, reader, requests, claimOf: () => undefined }, files);
    await expect(reading).rejects.toMatchObject({ code: "DATABASE_FAILED", retry: true });
  });
});
