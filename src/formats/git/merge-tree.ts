/** Where git stopped, and why; paths as in the trees. */
export interface MergeStop {
  /** Git's stable name, such as `CONFLICT (contents)`. */
  readonly type: string;
  readonly paths: readonly string[];
}

/** The outcome of one merge. The tree of a merge that stopped has conflict markers in it. */
export interface ListedMerge {
  readonly clean: boolean;
  readonly tree: string;
  readonly stops: readonly MergeStop[];
  /** Paths with more than one version. */
  readonly unmerged: readonly UnmergedPath[];
}

interface UnmergedPath {
  readonly path: string;
  /** Whether the merge base has it. */
  readonly inBase: boolean;
}

/** Where submodules conflict, git ends the messages with a text for people instead of an empty record. */
const advice = "Recursive merging with submodules";

/** So many paths of one merge are kept. */
const maxPaths = 1_000;

/**
 * Reads the records of `git merge-tree --write-tree --stdin`, one merge after another: `1 <tree>` and an empty record, or
 * `0 <tree>`, the unmerged versions up to an empty record, and messages up to another. A message is a number of
 * paths, so many paths, a type and a text. `push` returns the merges that the records complete.
 */
export function mergeTreeReader(): { push(records: readonly string[]): readonly ListedMerge[]; rest(): number } {
  let open: OpenMerge | undefined;
  return {
    push(records) {
      const merges: ListedMerge[] = [];
      for (const record of records) {
        open ??= openMerge();
        if (!take(open, record)) continue;
        const { clean, tree, stops, unmerged } = open;
        merges.push({ clean, tree, stops, unmerged: [...unmerged].map(([path, inBase]) => ({ path, inBase })) });
        open = undefined;
      }
      return merges;
    },
    rest: () => (open === undefined ? 0 : 1),
  };
}

interface OpenMerge {
  part: "status" | "tree" | "end" | "unmerged" | "message";
  clean: boolean;
  tree: string;
  readonly stops: MergeStop[];
  readonly unmerged: Map<string, boolean>;
  message: string[];
}

function openMerge(): OpenMerge {
  return { part: "status", clean: false, tree: "", stops: [], unmerged: new Map(), message: [] };
}

/** True when the record ends the merge. */
function take(merge: OpenMerge, record: string): boolean {
  switch (merge.part) {
    case "status":
      if (record !== "0" && record !== "1") throw new RangeError("git merge-tree printed no status.");
      merge.clean = record === "1";
      merge.part = "tree";
      return false;
    case "tree":
      merge.tree = record;
      merge.part = merge.clean ? "end" : "unmerged";
      return false;
    case "end":
      return true;
    case "unmerged":
      if (record === "") merge.part = "message";
      else if (merge.unmerged.size < maxPaths) takeVersion(merge.unmerged, record);
      return false;
    case "message":
      return takeMessage(merge, record);
  }
}

/** `<mode> <id> <stage>TAB<path>`; stage 1 is the merge base's. */
function takeVersion(unmerged: Map<string, boolean>, record: string): void {
  const tab = record.indexOf("\t");
  const path = record.slice(tab + 1);
  unmerged.set(path, unmerged.get(path) === true || record.slice(0, tab).endsWith(" 1"));
}

function takeMessage(merge: OpenMerge, record: string): boolean {
  if (merge.message.length === 0 && (record === "" || record.startsWith(advice))) return true;
  merge.message.push(record);
  const paths = Number(merge.message[0]);
  if (!Number.isSafeInteger(paths) || paths < 0) throw new RangeError("git merge-tree printed no number of paths.");
  if (merge.message.length < paths + 3) return false;
  const type = merge.message[paths + 1] ?? "";
  // Others say what went well.
  if (type.startsWith("CONFLICT") && merge.stops.length < maxPaths) {
    merge.stops.push({ type, paths: merge.message.slice(1, paths + 1) });
  }
  merge.message = [];
  return false;
}
