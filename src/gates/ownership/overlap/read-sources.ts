import type { Blob, TreeEntry } from "../../../core/repository.ts";
import type { FileDefinitions } from "../../../formats/definitions/definitions.ts";
import { definitionLanguage } from "../../../formats/definitions/languages.ts";

/** Reads files by the ids of their blobs. */
export type ReadBlobs = (ids: readonly string[]) => Promise<ReadonlyMap<string, Blob>>;

/** Larger files are generated, or nobody's to read. */
const maxSourceBytes = 1_000_000;

/** What a file that was read defines and uses. */
export type ReadEntry = (entry: TreeEntry | undefined) => FileDefinitions | undefined;

/** What files define and use, each blob once. What cannot be read, and is of no language that is known, is undefined. */
export interface Sources {
  read(entries: readonly (TreeEntry | undefined)[]): Promise<ReadEntry>;
}

export function readSources(blobs: ReadBlobs): Sources {
  const known = new Map<string, FileDefinitions | undefined>();
  const keyOf = ({ id, path }: TreeEntry) => `${id} ${definitionLanguage(path)?.id}`;
  return {
    async read(entries) {
      const wanted = entries.filter((entry) => entry !== undefined && isSource(entry) && !known.has(keyOf(entry)));
      const bytes =
        wanted.length === 0 ? new Map<string, Blob>() : await blobs(wanted.flatMap((entry) => entry?.id ?? []));
      for (const entry of wanted) {
        if (entry === undefined) continue;
        const blob = bytes.get(entry.id);
        const isRead = blob?.kind === "bytes" && blob.bytes.length <= maxSourceBytes;
        known.set(keyOf(entry), isRead ? definitionLanguage(entry.path)?.read(blob.bytes) : undefined);
      }
      return (entry) => (entry === undefined ? undefined : known.get(keyOf(entry)));
    },
  };
}

function isSource({ kind, path }: TreeEntry): boolean {
  return (kind === "file" || kind === "executable") && definitionLanguage(path) !== undefined;
}
