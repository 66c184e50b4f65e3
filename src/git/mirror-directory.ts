import { randomUUID } from "node:crypto";
import type { Dirent } from "node:fs";
import { mkdir, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Fault } from "../core/fault.ts";
import { runGit, runGitOrFail } from "./git.ts";

/**
 * Makes an empty bare repository, or leaves a sound one alone. It appears under its name only when it is whole, and
 * one that git does not take is built anew.
 */
export async function ensureMirror(directory: string): Promise<void> {
  if (await isSound(directory)) return;
  await removeMirror(directory);
  await mkdir(dirname(directory), { recursive: true });
  const unfinished = `${directory}.${randomUUID()}.new`;
  try {
    await runGitOrFail({ args: ["init", "--quiet", "--bare", "--template=", "--initial-branch=none", unfinished] });
    await rename(unfinished, directory);
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** Whether git takes the directory for a repository whose refs point at objects that are there. */
export async function isSound(directory: string): Promise<boolean> {
  if (!(await exists(join(directory, "HEAD")))) return false;
  // Asking for the type has git look each object up.
  return (await runGit({ args: ["for-each-ref", "--format=%(objecttype)"], gitDir: directory })).exitCode === 0;
}

/** Out of the way in one step, so that nobody meets half a mirror. */
export async function removeMirror(directory: string): Promise<void> {
  const removed = `${directory}.${randomUUID()}.old`;
  if (!(await exists(directory))) return;
  await rename(directory, removed);
  await rm(removed, { recursive: true, force: true, maxRetries: 3 });
}

export interface PackSizes {
  readonly packs: number;
  /** Of all packs, finished and unfinished, and their indexes. A fetch into a mirror writes nothing else of size. */
  readonly bytes: number;
}

export async function packSizes(directory: string): Promise<PackSizes> {
  const names = await packFiles(directory);
  const sizes = await Promise.all(names.map((name) => sizeOf(join(packFolder(directory), name))));
  return {
    packs: names.filter((name) => name.endsWith(".pack")).length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
  };
}

/** The names of all packs, finished and unfinished, and of what belongs to them. */
export async function packFiles(directory: string): Promise<readonly string[]> {
  return (await entriesOf(packFolder(directory))).map(({ name }) => name);
}

/**
 * Removes the packs that came after a look at `packFiles`. Only for the holder of the mirror's lock. Where a ref has
 * moved to what they hold, the mirror is no longer sound, and is built anew when it is next asked for.
 */
export async function removePackFiles(directory: string, { except }: { except: readonly string[] }): Promise<void> {
  const known = new Set(except);
  const names = (await packFiles(directory)).filter((name) => !known.has(name));
  await Promise.all(names.map((name) => rm(join(packFolder(directory), name), { force: true })));
}

function packFolder(directory: string): string {
  return join(directory, "objects", "pack");
}

/**
 * Removes what a git that was killed leaves behind: unfinished packs and lock files. Only for the holder of the
 * mirror's lock, to whom they cannot belong to anybody else. Tells how many there were.
 */
export async function removeLeftovers(directory: string): Promise<number> {
  const objects = join(directory, "objects");
  const unfinished = (await filesUnder(objects)).filter((file) => /\/(tmp_|\.tmp-)[^/]*$/.test(file));
  const locks = [
    ...(await entriesOf(directory)).filter((entry) => entry.isFile()).map((entry) => join(directory, entry.name)),
    ...(await filesUnder(join(directory, "refs"))),
  ].filter((file) => file.endsWith(".lock"));
  const leftovers = [...unfinished, ...locks];
  await Promise.all(leftovers.map((file) => rm(file, { force: true })));
  return leftovers.length;
}

async function filesUnder(directory: string): Promise<readonly string[]> {
  const files: string[] = [];
  for (const entry of await entriesOf(directory)) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) files.push(...(await filesUnder(path)));
    else files.push(path);
  }
  return files;
}

/** What vanished meanwhile is not there: a git at work renames and deletes its files. */
async function entriesOf(directory: string): Promise<readonly Dirent[]> {
  return ifThere(readdir(directory, { withFileTypes: true }), []);
}

async function sizeOf(file: string): Promise<number> {
  const known = await ifThere(stat(file), undefined);
  return known?.size ?? 0;
}

/** Whether something is at this path. */
export async function exists(path: string): Promise<boolean> {
  return (await ifThere(stat(path), undefined)) !== undefined;
}

async function ifThere<T, N>(question: Promise<T>, otherwise: N): Promise<T | N> {
  try {
    return await question;
  } catch (cause) {
    if (isAbsence(cause)) return otherwise;
    throw new Fault("GIT_FAILED", "A git mirror on disk cannot be read.", { cause, retry: true });
  }
}

function isAbsence(cause: unknown): boolean {
  if (typeof cause !== "object" || cause === null || !("code" in cause)) return false;
  return cause.code === "ENOENT" || cause.code === "ENOTDIR";
}
