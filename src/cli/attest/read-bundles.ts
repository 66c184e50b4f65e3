import { MAX_BUNDLE_FILE_BYTES } from "../../formats/attestations/limits.ts";
import type { Read } from "../../formats/attestations/refusal.ts";
import { splitBundles } from "../../formats/attestations/split-bundles.ts";
import { readGiven } from "./read-given.ts";

/** The bundles of a file; a large one is refused unread. Throws BAD_USAGE when there is no such file. */
export async function readBundles(
  option: string,
  name: string,
  directory: string,
): Promise<Read<readonly Uint8Array[]>> {
  const file = await readGiven(option, name, directory, MAX_BUNDLE_FILE_BYTES);
  if (file.kind === "bytes") return splitBundles(file.bytes);
  return {
    kind: "refused",
    because: `it has more than ${MAX_BUNDLE_FILE_BYTES} bytes, which is too much to be bundles.`,
  };
}
