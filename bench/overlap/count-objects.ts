import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { GitDirectory } from "../../src/git/clone.ts";

/** Files of loose objects and packs. */
export function countObjects({ commonDir }: GitDirectory): number {
  return readdirSync(join(commonDir, "objects"), { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  ).length;
}
