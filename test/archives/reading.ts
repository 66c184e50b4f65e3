import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ArchiveLimits } from "../../src/archives/limits.ts";
import { type ReadArchive, readArchive } from "../../src/archives/read-archive.ts";

export const fixtures = new URL("fixtures/", import.meta.url).pathname;

/** Calls with the path of a file of these bytes, which is gone afterwards. */
export async function withFile<T>(bytes: Uint8Array, use: (file: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "archive-"));
  try {
    writeFileSync(join(folder, "archive.zip"), bytes);
    return await use(join(folder, "archive.zip"));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reads the wanted files as texts. */
export function textsOf(
  file: string,
  wanted: (path: string) => boolean = () => true,
  limits: Partial<ArchiveLimits> = {},
): Promise<ReadArchive<string>> {
  return readArchive(file, { wanted, limits, take: (_path, chunks) => textOf(chunks) });
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const chunk of chunks) pieces.push(chunk);
  return Buffer.concat(pieces).toString();
}

export function textsIn(bytes: Uint8Array, limits: Partial<ArchiveLimits> = {}): Promise<ReadArchive<string>> {
  return withFile(bytes, (file) => textsOf(file, () => true, limits));
}
