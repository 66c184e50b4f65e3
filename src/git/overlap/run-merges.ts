import { Fault } from "../../core/fault.ts";
import { type ListedMerge, mergeTreeReader } from "../../formats/git/merge-tree.ts";
import { nulRecords } from "../../formats/git/records.ts";
import { runGit } from "../git.ts";
import type { ObjectPlace } from "../objects.ts";

/** Two commits by their ids: the second is merged into the first. */
export interface CommitPair {
  readonly ours: string;
  readonly theirs: string;
}

export interface MergeRun {
  readonly place: ObjectPlace;
  /** Where git finds attributes. */
  readonly attributes: string | undefined;
  readonly timeoutMs: number;
}

/** What cannot be merged at all, such as objects that a partial clone lacks, or what took too long. */
export type RunMerge = ListedMerge | { readonly failed: "time" | "git" };

/**
 * Merges without a work tree, all in one process of git, which writes what it makes into the objects of the place. One
 * merge that git refuses ends the process; the others then go on in a new one. No hook, driver or editor runs.
 */
export async function runMerges(run: MergeRun, pairs: readonly CommitPair[]): Promise<readonly RunMerge[]> {
  const results: RunMerge[] = [];
  const endsAt = performance.now() + run.timeoutMs;
  while (results.length < pairs.length) {
    const left = endsAt - performance.now();
    const { merges, timedOut } =
      left <= 0 ? outOfTime : await runOnce({ ...run, timeoutMs: left }, pairs.slice(results.length));
    results.push(...merges);
    if (timedOut) while (results.length < pairs.length) results.push({ failed: "time" });
    else if (results.length < pairs.length) results.push({ failed: "git" });
  }
  return results;
}

const outOfTime = { merges: [], timedOut: true } as const;

async function runOnce({ place, attributes, timeoutMs }: MergeRun, pairs: readonly CommitPair[]) {
  const records = nulRecords();
  const reader = mergeTreeReader();
  const merges: ListedMerge[] = [];
  try {
    await runGit({
      args: ["merge-tree", "--write-tree", "--stdin"],
      ...place,
      ...(attributes === undefined ? {} : { attributes }),
      // Nobody keeps what is written.
      configuration: ["core.looseCompression=0"],
      input: Buffer.from(pairs.map(({ ours, theirs }) => `${ours} ${theirs}\n`).join(""), "latin1"),
      timeoutMs,
      take(piece) {
        merges.push(...reader.push(records.push(piece)));
        return true;
      },
    });
    return { merges, timedOut: false };
  } catch (cause) {
    if (!(cause instanceof Fault) || cause.code !== "GIT_TIMED_OUT") throw cause;
    return { merges, timedOut: true };
  }
}
