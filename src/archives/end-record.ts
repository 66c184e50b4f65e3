import type { FileHandle } from "node:fs/promises";
import { grouped } from "../core/count-of.ts";
import type { ArchiveLimits } from "./limits.ts";
import { type Refusal, refused } from "./refusal.ts";

/** What the end of an archive says about its list of entries, the directory. */
export interface DirectoryPlace {
  readonly kind: "directory";
  readonly offset: number;
  readonly size: number;
  readonly entries: number;
}

const endBytes = 22;
const maxCommentBytes = 0xffff;
const locatorBytes = 20;
/** What is fixed of the record that replaces the end record where numbers need 64 bits. */
const largeEndBytes = 56;

/**
 * Finds the directory, before anything in it is believed. It has to lie right before the record that names it: otherwise
 * two programs could see two different lists in one file.
 */
export async function findDirectory(file: FileHandle, limits: ArchiveLimits): Promise<DirectoryPlace | Refusal> {
  const { size } = await file.stat();
  const tail = await bytesAt(file, Math.max(0, size - endBytes - maxCommentBytes - locatorBytes), size);
  const at = lastEndRecord(tail);
  if (at === undefined) {
    return refused("The file is no zip archive, or its end is missing. Upload it again, whole and as a zip.");
  }
  const end = tail.subarray(at);
  if (end.readUInt16LE(20) !== end.length - endBytes) {
    return refused("Bytes follow the end of the archive, or some are missing there. Upload it again.");
  }
  const endOffset = size - end.length;
  const locator = tail.subarray(Math.max(0, at - locatorBytes), at);
  const isLarge = locator.length === locatorBytes && locator.readUInt32LE(0) === 0x07064b50;
  const place = isLarge
    ? await largePlace(file, locator, endOffset - locatorBytes)
    : placeFrom(end.readUInt16LE(4), end.readUInt16LE(10), end.readUInt32LE(12), end.readUInt32LE(16), endOffset);
  return place.kind === "refused" ? place : (tooLarge(place, limits) ?? place);
}

/** The one that begins last, as unpackers look for it: from behind. */
function lastEndRecord(tail: Buffer): number | undefined {
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]), Math.max(0, tail.length - endBytes));
  return at === -1 || at + endBytes > tail.length ? undefined : at;
}

/** The record for 64 bits stands between the directory and its locator. */
async function largePlace(file: FileHandle, locator: Buffer, locatorOffset: number): Promise<DirectoryPlace | Refusal> {
  const offset = Number(locator.readBigUInt64LE(8));
  if (offset + largeEndBytes > locatorOffset) return inconsistent();
  const record = await bytesAt(file, offset, offset + largeEndBytes);
  const length = Number(record.readBigUInt64LE(4)) + 12;
  if (record.readUInt32LE(0) !== 0x06064b50 || offset + length !== locatorOffset) return inconsistent();
  const [entries, size, start] = [32, 40, 48].map((at) => Number(record.readBigUInt64LE(at)));
  return placeFrom(record.readUInt32LE(16), entries ?? 0, size ?? 0, start ?? 0, offset);
}

function placeFrom(disk: number, entries: number, size: number, offset: number, end: number): DirectoryPlace | Refusal {
  if (disk !== 0) return refused("The archive is split over several files. Upload it as one.");
  if (offset + size !== end) return inconsistent();
  return { kind: "directory", offset, size, entries };
}

function inconsistent(): Refusal {
  return refused(
    "The archive's list of entries is not where its end says, so the file is damaged or was tampered with. Make it again with an ordinary zip program.",
  );
}

function tooLarge({ entries, size }: DirectoryPlace, limits: ArchiveLimits): Refusal | undefined {
  if (entries > limits.maxEntries) {
    return refused(
      `The archive has ${grouped(entries)} entries; at most ${grouped(limits.maxEntries)} are looked at. Upload the reports alone.`,
    );
  }
  if (size > limits.maxDirectoryBytes) {
    return refused(
      `The archive's list of entries has ${grouped(size)} bytes; at most ${grouped(limits.maxDirectoryBytes)} are read. Upload the reports alone.`,
    );
  }
  return undefined;
}

async function bytesAt(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.alloc(end - start);
  const { bytesRead } = await file.read(bytes, 0, bytes.length, start);
  return bytes.subarray(0, bytesRead);
}
