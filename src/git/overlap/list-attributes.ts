import type { TreeEntry } from "../../core/repository.ts";
import { nulRecords } from "../../formats/git/records.ts";
import { parseTreeRecord } from "../../formats/git/tree.ts";
import { runGitOrFail } from "../git.ts";
import type { ObjectPlace } from "../objects.ts";
import { isAttributesFile } from "./attributes.ts";

/** Every `.gitattributes` of a commit's tree. */
export async function listAttributes(place: ObjectPlace, commit: string): Promise<readonly TreeEntry[]> {
  const records = nulRecords();
  const entries: TreeEntry[] = [];
  await runGitOrFail({
    args: ["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", commit],
    ...place,
    take(piece) {
      for (const record of records.push(piece)) {
        if (!record.endsWith(".gitattributes")) continue;
        const entry = parseTreeRecord(record);
        if (entry !== undefined && isAttributesFile(entry.path)) entries.push(entry);
      }
      return true;
    },
  });
  return entries;
}
