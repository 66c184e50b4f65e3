import type { Listing } from "../core/listing.ts";
import type { TreeEntry } from "../core/repository.ts";

/** A complete listing of a commit's tree. */
export interface KeptTree {
  readonly commit: string;
  readonly listing: Listing<TreeEntry>;
}

/** Which trees are comparable: those of one git directory, listed up to one limit. */
interface TreeOrigin {
  readonly name: string;
  readonly maxEntries: number;
}

/** Listings of trees. A commit's tree never changes, so a listing is right for ever. */
export interface TreeCache {
  /**
   * The kept listing, or the one that `list` makes; callers that ask meanwhile share it. `list` is told the listing of
   * the same origin that was used last. A failure is not kept.
   */
  get(
    origin: TreeOrigin,
    commit: string,
    list: (near: KeptTree | undefined) => Promise<Listing<TreeEntry>>,
  ): Promise<Listing<TreeEntry>>;
}

/** An entry with its path and id takes about 200 bytes; what two trees share is kept once. */
const defaultMaxEntries = 1_000_000;

interface Kept {
  readonly listing: Promise<Listing<TreeEntry>>;
  entries: number;
}

/** Keeps listings of up to `maxEntries` entries together; those not asked for the longest go first. */
export function treeCache(maxEntries: number = defaultMaxEntries): TreeCache {
  const listings = new Map<string, Kept>();
  const lastUsed = new Map<string, KeptTree>();
  let total = 0;

  function forget(key: string): void {
    total -= listings.get(key)?.entries ?? 0;
    listings.delete(key);
  }

  function makeRoom(): void {
    for (const key of listings.keys()) {
      if (total <= maxEntries) return;
      forget(key);
      // Without the listing it would keep the entries in memory all the same.
      const origin = key.slice(0, key.lastIndexOf("\0"));
      if (lastUsed.get(origin)?.commit === key.slice(origin.length + 1)) lastUsed.delete(origin);
    }
  }

  return {
    async get({ name, maxEntries: limit }, commit, list) {
      const origin = `${name}\0${limit}`;
      const key = `${origin}\0${commit}`;
      const known = listings.get(key);
      const kept = known ?? { listing: list(lastUsed.get(origin)), entries: 0 };
      listings.delete(key);
      listings.set(key, kept);
      try {
        const listing = await kept.listing;
        if (listing.complete) lastUsed.set(origin, { commit, listing });
        if (known === undefined && listings.get(key) === kept) {
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
