import type { Blob, RepositorySource, TreeEntry } from "../../core/repository.ts";
import type { AdoptedFile, LaneGuardSettings } from "./model.ts";

/** A configuration this long is none. */
const maxBytes = 1024 * 1024;

/** Reads the files that `adopt` names as they are in the merge base, so that no change can relax them for itself. */
export async function gatherAdopted(
  { adopt = [] }: LaneGuardSettings,
  repository: Pick<RepositorySource, "blobs">,
  base: readonly TreeEntry[],
  head: readonly TreeEntry[],
): Promise<readonly AdoptedFile[] | "missing"> {
  const paths = [...new Set(typeof adopt === "string" ? [adopt] : adopt)];
  const entries = paths.map((path) => base.find((entry) => entry.path === path));
  const ids = entries.flatMap((entry) => (entry !== undefined && isFile(entry) ? [entry.id] : []));
  const blobs = ids.length === 0 ? new Map<string, Blob>() : await repository.blobs(ids);
  if (ids.some((id) => (blobs.get(id)?.kind ?? "missing") === "missing")) return "missing";
  return paths.map((path, index) => {
    const entry = entries[index];
    const now = head.find((other) => other.path === path);
    const inHead = now === undefined ? "absent" : now.id === entry?.id ? "same" : "other";
    return { path, content: contentOf(entry, blobs.get(entry?.id ?? "")), inHead };
  });
}

function isFile({ kind }: TreeEntry): boolean {
  return kind === "file" || kind === "executable";
}

function contentOf(entry: TreeEntry | undefined, blob: Blob | undefined): AdoptedFile["content"] {
  if (entry === undefined) return { kind: "absent" };
  if (entry.kind === "symlink") return { kind: "link" };
  if (blob === undefined || blob.kind === "missing") return { kind: "no-file" };
  if (blob.kind === "too-large" || blob.bytes.length > maxBytes) return { kind: "too-large" };
  try {
    return { kind: "text", text: new TextDecoder("utf-8", { fatal: true }).decode(blob.bytes) };
  } catch {
    return { kind: "not-utf-8" };
  }
}
