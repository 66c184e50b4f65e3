/** How much of an archive is read. Sizes are in bytes, and every number is the largest that is let through. */
export interface ArchiveLimits {
  /** Of the archive as it lies on the disk. */
  readonly maxFileBytes: number;
  /** Of the list of entries alone. */
  readonly maxDirectoryBytes: number;
  /** Of all entries, wanted or not. */
  readonly maxEntries: number;
  readonly maxWantedEntries: number;
  /** Of one wanted entry, unpacked. */
  readonly maxEntryBytes: number;
  /** Of all wanted entries together, unpacked, as they really come out. */
  readonly maxTotalBytes: number;
  /** How many bytes may come out of one packed byte. */
  readonly maxRatio: number;
  /** Characters of an entry's name. */
  readonly maxPathLength: number;
  /** Folders inside each other in a name. */
  readonly maxDepth: number;
}

export const defaultArchiveLimits: ArchiveLimits = {
  // Packed reports of very large projects have some 10 MB; whole folders of HTML pages come along with them.
  maxFileBytes: 200_000_000,
  // An entry takes some 150 bytes in the list. What is remembered of it is in memory.
  maxDirectoryBytes: 16_000_000,
  // An HTML report has a page for each source file, so many entries alone are no sign of malice.
  maxEntries: 50_000,
  // Parts of a large matrix, or one file a compilation unit.
  maxWantedEntries: 2_000,
  // The largest reports that are known have 300 MB.
  maxEntryBytes: 512_000_000,
  maxTotalBytes: 1_000_000_000,
  // Reports are packed up to 140 times; deflate ends at 1,032 times, which only bombs reach.
  maxRatio: 200,
  maxPathLength: 4_096,
  maxDepth: 64,
};

/** Below so much, a ratio says nothing: a small file of blanks is packed as well as a bomb, and does no harm. */
export const ratioCountsFromBytes = 1_000_000;
