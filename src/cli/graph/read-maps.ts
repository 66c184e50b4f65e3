import type { RepositorySource, Side } from "../../core/repository.ts";
import { derivations } from "../../engine/derivations.ts";
import type { ModuleMap } from "../../formats/imports/graph/picture/module-map.ts";
import type { GitDirectory } from "../../git/clone.ts";
import { openDeskCache } from "../../git/desk-cache.ts";
import { openRepositorySource } from "../../git/source.ts";
import { extractInThreads } from "../../workers/extract-in-bulk.ts";

export interface ReadMap {
  readonly map: ModuleMap;
  /** Places from where on a file could not be read, so that imports may be missing. */
  readonly unread: readonly string[];
}

export interface ReadMaps {
  readonly head: ReadMap;
  /** The same as the head where nothing is compared. */
  readonly base: ReadMap;
}

/** How the graph of one commit is read. */
export type MapReader = (repository: RepositorySource, side: Side) => Promise<ReadMap>;

/** The import graphs of two commits, or of one that is given twice. Nothing is fetched or checked out. */
export async function readMaps(
  clone: GitDirectory,
  commits: { readonly base: string; readonly head: string },
  readMap: MapReader,
): Promise<ReadMaps> {
  const cache = openDeskCache(clone.commonDir);
  try {
    const repository = openRepositorySource(clone, {
      mergeBase: commits.base,
      head: commits.head,
      deriving: derivations(cache, { bulk: extractInThreads() }),
    });
    const head = await readMap(repository, "head");
    const base = commits.base === commits.head ? head : await readMap(repository, "base");
    return { head, base };
  } finally {
    cache.close();
  }
}
