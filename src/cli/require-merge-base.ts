import { Fault } from "../core/fault.ts";
import type { GitDirectory } from "../git/clone.ts";

/** Where two commits parted; throws NO_MERGE_BASE. The names are those that the user knows them by. */
export async function requireMergeBase(
  clone: GitDirectory,
  base: string,
  head: string,
  names: { readonly baseName: string; readonly headName: string },
): Promise<string> {
  const found = await clone.mergeBase(base, head);
  if (found.kind === "found") return found.sha;
  const remedy = clone.shallow
    ? "This clone is shallow: fetch more of its history with `git fetch --unshallow`."
    : "They share no history.";
  throw new Fault("NO_MERGE_BASE", `${names.baseName} and ${names.headName} have no common ancestor. ${remedy}`, {
    retry: false,
  });
}
