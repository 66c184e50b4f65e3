import { rmSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { HeadFacts } from "../../core/overlap.ts";
import type { TreeEntry } from "../../core/repository.ts";
import type { GitDirectory } from "../clone.ts";
import type { ObjectPlace } from "../objects.ts";
import { makeScratchBeside } from "../scratch-directory.ts";
import { isAttributesFile, writeAttributes } from "./attributes.ts";
import { listAttributes } from "./list-attributes.ts";
import type { DifferenceLimits } from "./read-differences.ts";
import { treesOf } from "./tree-ids.ts";

export interface ComparisonLimits extends DifferenceLimits {
  /** For every run of merges. */
  readonly mergeTimeoutMs: number;
}

/** A base, and the throw-away folder in which heads are merged into it. */
export interface ComparisonBase {
  readonly git: GitDirectory;
  readonly commit: string;
  readonly tree: string;
  /** The repository's objects, and whatever merging makes. */
  readonly place: ObjectPlace;
  /** Folder with the attributes of the base; undefined when it has none. */
  readonly attributes: string | undefined;
  readonly limits: ComparisonLimits;
  /** Folder with the attributes of the base as a head changes them. */
  attributesOf(head: HeadFacts): Promise<string | undefined>;
  /** Does some work with an object folder of its own, which then goes with all that was written. */
  aside<T>(work: (place: ObjectPlace) => Promise<T>): Promise<T>;
  remove(): Promise<void>;
}

export async function prepareBase(
  git: GitDirectory,
  commit: string,
  limits: ComparisonLimits,
): Promise<ComparisonBase> {
  const scratch = await makeScratchBeside(git);
  const removeAtExit = () => rmSync(scratch, { recursive: true, force: true });
  process.once("exit", removeAtExit);
  const place: ObjectPlace = { gitDir: scratch };
  const [entries, trees] = await Promise.all([listAttributes(place, commit), treesOf(place, [commit])]);
  const attributes = await writeAttributes(place, entries, scratch);
  return {
    git,
    commit,
    tree: trees.get(commit) ?? "",
    place,
    attributes,
    limits,
    async attributesOf({ changes, changesAttributes }) {
      return changesAttributes ? writeAttributes(place, patched(entries, changes), scratch) : attributes;
    },
    async aside(work) {
      const objectDirectory = await mkdtemp(join(scratch, "aside-"));
      try {
        await mkdir(join(objectDirectory, "info"));
        await writeFile(join(objectDirectory, "info", "alternates"), `${join(scratch, "objects")}\n`);
        return await work({ gitDir: scratch, objectDirectory });
      } finally {
        await rm(objectDirectory, { recursive: true, force: true });
      }
    },
    async remove() {
      process.off("exit", removeAtExit);
      await rm(scratch, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}

/** The attribute files of the base with what a head makes of them. */
function patched(entries: readonly TreeEntry[], changes: HeadFacts["changes"]): readonly TreeEntry[] {
  const byPath = new Map(entries.map((entry) => [entry.path, entry]));
  for (const { before } of changes) if (before !== undefined) byPath.delete(before.path);
  for (const { after } of changes)
    if (after !== undefined && isAttributesFile(after.path)) byPath.set(after.path, after);
  return [...byPath.values()];
}
