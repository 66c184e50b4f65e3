import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { fromFdPromise, type ZipFile } from "yauzl";
import { grouped } from "../core/count-of.ts";
import { type Budget, budgetOf, checkedChunks, EntryRefused } from "./checked-chunks.ts";
import { findDirectory } from "./end-record.ts";
import { type ArchiveLimits, defaultArchiveLimits } from "./limits.ts";
import { listEntries, type PassedOver, type WantedEntry } from "./list-entries.ts";
import { codeOf, detailOf, type Refusal, refused } from "./refusal.ts";

export interface ArchiveReading<T> {
  /** Tells which files are read, by their paths in the archive. Must not throw. */
  readonly wanted: (path: string) => boolean;
  /**
   * Takes one file, piece by piece, one file after the other. What it does not read is read after it and thrown away; what
   * it throws is thrown on. An archive inside the archive is a file like any other: it is not opened.
   */
  readonly take: (path: string, chunks: AsyncIterable<Uint8Array>) => Promise<T>;
  readonly limits?: Partial<ArchiveLimits>;
}

export type ReadArchive<T> =
  | { readonly kind: "read"; readonly entries: readonly TakenEntry<T>[]; readonly passedOver: PassedOver }
  | Refusal;

interface TakenEntry<T> {
  readonly path: string;
  readonly value: T;
}

/**
 * Reads the wanted files of a zip archive on the disk, which may be hostile, and writes nothing. What `take` answered
 * counts only when it comes back from here: then every wanted file was read to its end, with the size and the checksum
 * that the archive announces. Whatever is wrong with the archive is a refusal of the whole, and never an exception.
 */
export async function readArchive<T>(file: string, reading: ArchiveReading<T>): Promise<ReadArchive<T>> {
  const handle = await openFile(file);
  if ("kind" in handle) return handle;
  try {
    return await readOpened(handle, reading);
  } finally {
    await handle.close();
  }
}

async function openFile(file: string): Promise<FileHandle | Refusal> {
  try {
    // A pipe that nobody writes to would never open otherwise.
    return await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
  } catch (error) {
    return refused(`The archive cannot be opened${codeOf(error)}.`);
  }
}

async function readOpened<T>(handle: FileHandle, reading: ArchiveReading<T>): Promise<ReadArchive<T>> {
  const limits = { ...defaultArchiveLimits, ...reading.limits };
  const stat = await handle.stat();
  if (!stat.isFile()) return refused("The archive is no ordinary file.");
  if (stat.size > limits.maxFileBytes) {
    const [size, most] = [stat.size, limits.maxFileBytes].map(grouped);
    return refused(`The archive has ${size} bytes; at most ${most} are read. Upload the reports alone.`);
  }
  const directory = await findDirectory(handle, limits);
  if (directory.kind === "refused") return directory;
  const zip = await openZip(handle);
  if ("kind" in zip) return zip;
  const listed = await listEntries(zip, directory, reading.wanted, limits);
  if (listed.kind === "refused") return listed;

  const budget = budgetOf(limits.maxTotalBytes);
  const entries: TakenEntry<T>[] = [];
  for (const wanted of listed.wanted) {
    const taken = await takeEntry(zip, wanted, budget, limits, reading.take);
    if (taken.kind === "refused") return taken;
    entries.push({ path: wanted.path, value: taken.value });
  }
  return { kind: "read", entries, passedOver: listed.passedOver };
}

/** The library does not close the file: it is closed once and by whoever opened it, whatever happens in between. */
async function openZip(handle: FileHandle): Promise<ZipFile | Refusal> {
  try {
    return await fromFdPromise(handle.fd, { autoClose: false, decodeStrings: false });
  } catch (error) {
    return refused(`The archive is damaged${detailOf(error)}. Make and upload it again.`);
  }
}

/** One file, from its first byte to its last. */
async function takeEntry<T>(
  zip: ZipFile,
  { path, entry }: WantedEntry,
  budget: Budget,
  limits: ArchiveLimits,
  take: ArchiveReading<T>["take"],
): Promise<{ readonly kind: "taken"; readonly value: T } | Refusal> {
  // The stream is opened when it is first read, so that somebody listens to its first error.
  const chunks = checkedChunks(() => zip.openReadStreamPromise(entry), entry, budget, limits);
  const failures: unknown[] = [];
  const next = () =>
    chunks.next().catch((error) => {
      failures.push(error);
      throw error;
    });
  try {
    // An iterator without `return`: whoever stops early does not stop the check of what follows.
    const value = await take(path, { [Symbol.asyncIterator]: () => ({ next }) });
    while (failures.length === 0 && (await next()).done !== true);
    if (failures.length === 0) return { kind: "taken", value };
  } catch (error) {
    if (failures.length === 0) throw error;
  } finally {
    await chunks.return();
  }
  const [failure] = failures;
  return refused(failure instanceof EntryRefused ? failure.message : damaged(failure), path);
}

function damaged(error: unknown): string {
  return `The entry is damaged${detailOf(error)}. Make and upload the archive again.`;
}
