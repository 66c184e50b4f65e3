import { Fault } from "../core/fault.ts";
import type { Blob } from "../core/repository.ts";
import { parseObjectLine, readObjects } from "../formats/git/objects.ts";
import { runGitOrFail } from "./git.ts";

/** Where commits, trees and blobs can be read: a git directory, and how to run git in it. */
export interface ObjectPlace {
  readonly gitDir: string;
  readonly objectDirectory?: string;
}

export interface BlobLimits {
  /** A longer blob answers "too-large". */
  readonly maxBlobBytes: number;
  /** So much is read for one question. Where more is asked for, the largest blobs answer "too-large". */
  readonly maxTotalBytes: number;
}

/** Reads blobs in bulk: one run of git tells the sizes, another gives the bytes. Every id has an answer. */
export async function readBlobs(
  place: ObjectPlace,
  ids: readonly string[],
  limits: BlobLimits,
): Promise<ReadonlyMap<string, Blob>> {
  const blobs = new Map<string, Blob>();
  // Anything else could be a revision, and would be looked up by its name.
  const objectIds = [...new Set(ids)].filter((id) => /^[0-9a-f]{40,64}$/.test(id));
  const sizes = await sizesOf(place, objectIds);
  const readable = within(limits, sizes, blobs);
  if (readable.length > 0) {
    const output = await contentsOf(place, readable, sizes);
    for (const { id, bytes } of readObjects(output)) blobs.set(id, { kind: "bytes", bytes });
    for (const id of readable) if (!blobs.has(id)) throw unread(id);
  }
  for (const id of ids) if (!blobs.has(id)) blobs.set(id, { kind: "missing" });
  return blobs;
}

async function sizesOf(place: ObjectPlace, ids: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const sizes = new Map<string, number>();
  if (ids.length === 0) return sizes;
  const { stdout } = await runGitOrFail({
    ...place,
    args: ["cat-file", "--batch-check", "--buffer"],
    input: linesOf(ids),
  });
  for (const line of stdout.toString("latin1").split("\n")) {
    const object = parseObjectLine(line);
    if (object?.kind === "object" && object.type === "blob") sizes.set(object.id, object.size);
  }
  return sizes;
}

/** The sizes tell how much comes, so that pieces go to their place and nothing is held twice. */
async function contentsOf(
  place: ObjectPlace,
  ids: readonly string[],
  sizes: ReadonlyMap<string, number>,
): Promise<Uint8Array> {
  const output = new Uint8Array(ids.reduce((sum, id) => sum + outputOf(id, sizes.get(id) ?? 0), 0));
  let length = 0;
  await runGitOrFail({
    ...place,
    args: ["cat-file", "--batch", "--buffer"],
    input: linesOf(ids),
    take(piece) {
      if (length + piece.length > output.length) throw tooMuch();
      output.set(piece, length);
      length += piece.length;
      return true;
    },
  });
  return output.subarray(0, length);
}

/** How long git's answer is: `<id> blob <size>`, the bytes, and two line feeds. */
function outputOf(id: string, size: number): number {
  return id.length + " blob ".length + String(size).length + size + 2;
}

/** Which blobs to read. Small ones go first, so that nobody can hide a small file behind many large ones. */
function within(limits: BlobLimits, sizes: ReadonlyMap<string, number>, blobs: Map<string, Blob>): readonly string[] {
  const bySize = [...sizes].sort(([, left], [, right]) => left - right);
  const readable: string[] = [];
  let total = 0;
  for (const [id, size] of bySize) {
    if (size > limits.maxBlobBytes || total + size > limits.maxTotalBytes) blobs.set(id, { kind: "too-large", size });
    else {
      total += size;
      readable.push(id);
    }
  }
  return readable;
}

function linesOf(ids: readonly string[]): Buffer {
  return Buffer.from(`${ids.join("\n")}\n`, "latin1");
}

function tooMuch(): Fault {
  return new Fault("GIT_FAILED", "git cat-file printed more than it said that there is.", { retry: true });
}

function unread(id: string): Fault {
  return new Fault("GIT_FAILED", `git cat-file did not give the blob ${id} that it has.`, { retry: true });
}
