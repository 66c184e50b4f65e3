import { createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { deflateSync } from "node:zlib";

/**
 * Nobody's name: the commits live as long as the comparison. The time is the year 2100. Git looks for merge bases from the
 * newest commit on, and would walk the whole history before it comes to one that claims to be older than its parents.
 */
const nobody = "Lanekeeper <lanekeeper@localhost> 4102444800 +0000";

/** Writes a merge commit into the objects of a git directory without starting git, and returns its id. */
export async function writeMergeCommit(
  gitDir: string,
  objectFormat: "sha1" | "sha256",
  { tree, parents }: { readonly tree: string; readonly parents: readonly string[] },
): Promise<string> {
  const lines = [
    `tree ${tree}`,
    ...parents.map((parent) => `parent ${parent}`),
    `author ${nobody}`,
    `committer ${nobody}`,
  ];
  const body = Buffer.from(`${lines.join("\n")}\n\nA test merge\n`);
  const object = Buffer.concat([Buffer.from(`commit ${body.length}\0`), body]);
  const id = createHash(objectFormat).update(object).digest("hex");
  const folder = join(gitDir, "objects", id.slice(0, 2));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, id.slice(2)), deflateSync(object));
  return id;
}
