import type { Listing } from "../core/listing.ts";
import { pathRoom } from "../formats/git/path-room.ts";
import { nulRecords } from "../formats/git/records.ts";
import type { GitDirectory } from "./clone.ts";
import { gitFailed, runGit } from "./git.ts";

/** Paths in which the trees of two commits differ, so many at most. A renamed file is two of them. */
export async function readChangedPaths(
  git: GitDirectory,
  earlier: string,
  later: string,
  maxPaths: number,
): Promise<Listing<string>> {
  const records = nulRecords();
  const items: string[] = [];
  const hasRoom = pathRoom(maxPaths);
  let complete = true;
  const options = ["-r", "-z", "--name-only", "--no-renames", "--ignore-submodules=none"];
  const command = {
    args: ["diff-tree", ...options, "--end-of-options", earlier, later],
    ...git.objects,
    take(piece: Buffer) {
      for (const path of records.push(piece)) {
        if (hasRoom([path])) items.push(path);
        else complete = false;
      }
      return complete;
    },
  };
  const result = await runGit(command);
  // Git was stopped when the list was long enough, so only a list to the end needs a good end.
  if (complete && (result.exitCode !== 0 || records.rest() > 0)) throw gitFailed(command, result);
  return { items, complete };
}
