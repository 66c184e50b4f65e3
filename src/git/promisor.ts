import { rmSync } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ObjectPlace } from "./objects.ts";

interface Found {
  readonly gitDir: string;
  readonly commonDir: string;
  readonly objectFormat: "sha1" | "sha256";
}

/**
 * The objects of a partial clone, seen from an empty git directory that knows no remote. Where an object is missing,
 * git would otherwise try to fetch it and die because it may not, instead of saying that the object is missing.
 */
export async function withoutPromisor(found: Found): Promise<ObjectPlace> {
  const gitDir = await mkdtemp(join(tmpdir(), "lanekeeper-objects-"));
  process.once("exit", () => rmSync(gitDir, { recursive: true, force: true }));
  await mkdir(join(gitDir, "objects"));
  await mkdir(join(gitDir, "refs"));
  await writeFile(join(gitDir, "HEAD"), "ref: refs/heads/none\n");
  await writeFile(join(gitDir, "config"), configurationOf(found.objectFormat));
  return { gitDir, objectDirectory: join(found.commonDir, "objects") };
}

function configurationOf(objectFormat: "sha1" | "sha256"): string {
  if (objectFormat === "sha1") return "[core]\n\trepositoryformatversion = 0\n\tbare = true\n";
  return "[core]\n\trepositoryformatversion = 1\n\tbare = true\n[extensions]\n\tobjectformat = sha256\n";
}
