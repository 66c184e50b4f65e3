import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { TreeEntry } from "../../core/repository.ts";
import { type BlobLimits, type ObjectPlace, readBlobs } from "../objects.ts";

const limits: BlobLimits = { maxBlobBytes: 500_000, maxTotalBytes: 5_000_000 };
const maxFiles = 1_000;
/** The longest name that file systems take. */
const maxNameBytes = 255;

export function isAttributesFile(path: string): boolean {
  return path === ".gitattributes" || path.endsWith("/.gitattributes");
}

/**
 * Writes the `.gitattributes` of a tree into a new folder below `parent`, and nothing else, so that `merge=union` and
 * `binary` count as they do in a work tree. Programs that attributes may name need configuration, and there is none. Undefined
 * when the tree has no such file.
 */
export async function writeAttributes(
  place: ObjectPlace,
  entries: readonly TreeEntry[],
  parent: string,
): Promise<string | undefined> {
  // Links are not followed by git either.
  const files = entries.filter(({ path, kind }) => isAttributesFile(path) && isRegular(kind) && isWritable(path));
  if (files.length === 0) return undefined;
  const chosen = files.slice(0, maxFiles);
  const folder = await mkdtemp(join(parent, "attributes-"));
  const blobs = await readBlobs(
    place,
    chosen.map(({ id }) => id),
    limits,
  );
  for (const { path, id } of chosen) {
    const blob = blobs.get(id);
    if (blob?.kind !== "bytes") continue;
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, withoutMarkerSizes(blob.bytes));
  }
  return folder;
}

function isRegular(kind: TreeEntry["kind"]): boolean {
  return kind === "file" || kind === "executable";
}

/** Trees cannot leave their folder; a tree that was made by hand is not trusted to. */
function isWritable(path: string): boolean {
  return path
    .split("/")
    .every((name) => name !== "" && name !== "." && name !== ".." && Buffer.byteLength(name) <= maxNameBytes);
}

/** Conflict markers of a billion characters would fill the memory. */
function withoutMarkerSizes(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString("latin1");
  return Buffer.from(text.replaceAll(/[-!]?conflict-marker-size(=[^\s]*)?/g, ""), "latin1");
}
