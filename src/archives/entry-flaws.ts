import type { Entry } from "yauzl";
import { grouped } from "../core/count-of.ts";
import { type ArchiveLimits, ratioCountsFromBytes } from "./limits.ts";

/** Of the mode that Unix programs keep in the upper half of the attributes. */
const [fileType, symbolicLink] = [0xf000, 0xa000];

/** What no entry may be, whether it is wanted or not. */
export function kindFlaw(entry: Entry): string | undefined {
  if (((entry.externalFileAttributes >>> 16) & fileType) === symbolicLink) {
    return "The archive holds a symbolic link. Put the file that it leads to into the archive instead.";
  }
  if (entry.isEncrypted()) return "The archive is encrypted. Upload it without a password.";
  return undefined;
}

/** Why a wanted entry cannot be read, by what the list says of it; what really comes out is counted besides. */
export function announcedFlaw(entry: Entry, directoryOffset: number, limits: ArchiveLimits): string | undefined {
  if (!entry.canDecodeFileData()) {
    return `The entry is packed with method ${entry.compressionMethod}, which is not read. Pack it with deflate, as zip programs do by themselves.`;
  }
  if (entry.relativeOffsetOfLocalHeader >= directoryOffset) {
    return "The entry is said to lie outside of the archive, so the file is damaged or was tampered with. Make and upload it again.";
  }
  return sizeFlaw(entry.uncompressedSize, entry.compressedSize, limits);
}

/** What is wrong with so many bytes out of one entry. */
export function sizeFlaw(bytes: number, packedBytes: number, limits: ArchiveLimits): string | undefined {
  if (bytes > limits.maxEntryBytes) {
    return `The entry has more than ${grouped(limits.maxEntryBytes)} bytes, unpacked. Make it smaller: split it, or leave parts of it out.`;
  }
  if (bytes > ratioCountsFromBytes && bytes > packedBytes * limits.maxRatio) {
    return `The entry unpacks to more than ${grouped(limits.maxRatio)} times its size, as bombs do. Upload the file itself, or pack it without compression.`;
  }
  return undefined;
}

export function totalFlaw(limits: ArchiveLimits): string {
  return `The entries that are asked for have more than ${grouped(limits.maxTotalBytes)} bytes together, unpacked. Ask for fewer, or split the upload.`;
}
