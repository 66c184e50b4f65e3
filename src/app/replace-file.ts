import { randomBytes } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Puts a text in place of a file, all of it or nothing: a crash leaves the old file or the new one, on the disk itself. */
export async function replaceFile(target: string, text: string, mode: number): Promise<void> {
  const temporary = await writeBeside(target, text, mode);
  try {
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolderOf(target);
}

/** Writes a file of another name into the same folder, and answers its path. */
export async function writeBeside(target: string, text: string, mode: number): Promise<string> {
  const temporary = join(dirname(target), `.${basename(target)}.${randomBytes(6).toString("hex")}.tmp`);
  try {
    await writeNew(temporary, text, mode);
    return temporary;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** Creates a file that was not there, with exactly this mode, and waits for the disk. Throws EEXIST where something is. */
export async function writeNew(path: string, text: string, mode: number): Promise<void> {
  const file = await open(path, "wx", mode);
  try {
    await file.chmod(mode);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A new name is on the disk only once its folder is. */
export async function syncFolderOf(path: string): Promise<void> {
  const folder = await open(dirname(path), "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
