import { rmSync } from "node:fs";
import { join } from "node:path";
import type { GitDirectory } from "./clone.ts";
import type { ObjectPlace } from "./objects.ts";
import { makeScratchDirectory } from "./scratch-directory.ts";

/**
 * The objects of a partial clone, seen from an empty git directory that knows no remote. Where an object is missing,
 * git would otherwise try to fetch it and die because it may not, instead of saying that the object is missing.
 */
export async function withoutPromisor(found: Pick<GitDirectory, "commonDir" | "objectFormat">): Promise<ObjectPlace> {
  const gitDir = await makeScratchDirectory(found);
  process.once("exit", () => rmSync(gitDir, { recursive: true, force: true }));
  return { gitDir, objectDirectory: join(found.commonDir, "objects") };
}
