import { copyFile, mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { GitDirectory } from "./clone.ts";

type Found = Pick<GitDirectory, "commonDir" | "objectFormat">;

/** An empty git directory in the system's temporary folder, without remotes and with no configuration of anybody. */
export async function makeScratchDirectory({ objectFormat }: Pick<Found, "objectFormat">): Promise<string> {
  const gitDir = await mkdtemp(join(tmpdir(), "lanekeeper-objects-"));
  await mkdir(join(gitDir, "objects"));
  await mkdir(join(gitDir, "refs"));
  await writeFile(join(gitDir, "HEAD"), "ref: refs/heads/none\n");
  await writeFile(join(gitDir, "config"), configurationOf(objectFormat));
  return gitDir;
}

/** The same, reading the objects of another git directory and writing into its own. */
export async function makeScratchBeside(found: Found & Pick<GitDirectory, "shallow">): Promise<string> {
  const gitDir = await makeScratchDirectory(found);
  await mkdir(join(gitDir, "objects", "info"));
  await writeFile(join(gitDir, "objects", "info", "alternates"), `${quoted(join(found.commonDir, "objects"))}\n`);
  // Where history was cut off, git would otherwise look for parents that nobody fetched.
  if (found.shallow) await copyFile(join(found.commonDir, "shallow"), join(gitDir, "shallow"));
  return gitDir;
}

/** In C quotes, in which the list of alternates takes any path. */
function quoted(path: string): string {
  return `"${path.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}

function configurationOf(objectFormat: "sha1" | "sha256"): string {
  if (objectFormat === "sha1") return "[core]\n\trepositoryformatversion = 0\n\tbare = true\n";
  return "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n";
}
