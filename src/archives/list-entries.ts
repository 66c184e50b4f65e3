import type { Entry, ZipFile } from "yauzl";
import { grouped } from "../core/count-of.ts";
import type { DirectoryPlace } from "./end-record.ts";
import { announcedFlaw, kindFlaw, totalFlaw } from "./entry-flaws.ts";
import { pathOf } from "./entry-path.ts";
import type { ArchiveLimits } from "./limits.ts";
import { detailOf, type Refusal, refused } from "./refusal.ts";

/** A file of the archive that is to be read. */
export interface WantedEntry {
  readonly path: string;
  readonly entry: Entry;
}

/** Files that were not asked for, and the names of the first few. */
export interface PassedOver {
  readonly count: number;
  readonly first: readonly string[];
}

export interface ListedEntries {
  readonly kind: "listed";
  readonly wanted: readonly WantedEntry[];
  readonly passedOver: PassedOver;
}

const headerBytes = 46;
const maxNamesShown = 10;

/** Looks at the whole list before anything is read: with one entry that no honest program makes, all is refused. */
export async function listEntries(
  zip: ZipFile,
  directory: DirectoryPlace,
  isWanted: (path: string) => boolean,
  limits: ArchiveLimits,
): Promise<ListedEntries | Refusal> {
  const files = new Map<string, Entry>();
  let size = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      size += headerBytes + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
      const place = pathOf(entry, limits);
      if (place.kind === "refused") return place;
      const flaw = kindFlaw(entry) ?? (files.has(place.path) && !place.isFolder ? twice : undefined);
      if (flaw !== undefined) return refused(flaw, place.path);
      if (!place.isFolder) files.set(place.path, entry);
    }
  } catch (error) {
    return refused(`The archive's list of entries is damaged${detailOf(error)}. Make and upload the archive again.`);
  }
  if (size !== directory.size) {
    return refused("The archive lists other entries than it announces, so it is damaged or was tampered with.");
  }
  return chosen(files, directory, isWanted, limits);
}

const twice = "The archive holds two files of this name, and nobody can tell which one counts. Make the archive anew.";

function chosen(
  files: ReadonlyMap<string, Entry>,
  directory: DirectoryPlace,
  isWanted: (path: string) => boolean,
  limits: ArchiveLimits,
): ListedEntries | Refusal {
  const wanted: WantedEntry[] = [];
  const first: string[] = [];
  let announced = 0;
  for (const [path, entry] of files) {
    if (!isWanted(path)) {
      if (first.length < maxNamesShown) first.push(path);
      continue;
    }
    const flaw = announcedFlaw(entry, directory.offset, limits);
    if (flaw !== undefined) return refused(flaw, path);
    announced += entry.uncompressedSize;
    wanted.push({ path, entry });
  }
  if (announced > limits.maxTotalBytes) return refused(totalFlaw(limits));
  if (wanted.length > limits.maxWantedEntries) {
    const [asked, most] = [wanted.length, limits.maxWantedEntries].map(grouped);
    return refused(`The archive has ${asked} entries that are asked for; at most ${most} are read. Ask for fewer.`);
  }
  return { kind: "listed", wanted, passedOver: { count: files.size - wanted.length, first } };
}
