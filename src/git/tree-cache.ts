import type { Listing } from "../core/listing.ts";
import type { TreeEntry } from "../core/repository.ts";

/** Listings of trees. A commit's tree never changes, so a listing is right for ever. */
export interface TreeCache {
  /** The kept listing, or the one that `list` makes; callers that ask meanwhile share it. A failure is not kept. */
  get(key: string, list: () => Promise<Listing<TreeEntry>>): Promise<Listing<TreeEntry>>;
}

/** An entry with its path and id takes about 200 bytes. */
const defaultMaxEntries = 1_000_000;

/** Keeps listings of up to `maxEntries` entries together; those not asked for the longest go first. */
export function treeCache(maxEntries: number = defaultMaxEntries): TreeCache {
  const listings = new Map<string, { readonly listing: Promise<Listing<TreeEntry>>; entries: number }>();
  let total = 0;

  function forget(key: string): void {
    total -= listings.get(key)?.entries ?? 0;
    listings.delete(key);
  }

  function makeRoom(): void {
    for (const key of listings.keys()) {
      if (total <= maxEntries) return;
      forget(key);
    }
  }

  return {
    async get(key, list) {
      const known = listings.get(key);
      if (known !== undefined) {
        listings.delete(key);
        listings.set(key, known);
        return known.listing;
      }
      const kept = { listing: list(), entries: 0 };
      listings.set(key, kept);
      try {
        const listing = await kept.listing;
        if (listings.get(key) === kept) {
          kept.entries = listing.items.length;
          total += kept.entries;
          makeRoom();
        }
        return listing;
      } catch (cause) {
        if (listings.get(key) === kept) forget(key);
        throw cause;
      }
    },
  };
}
