import type { OverlapChange } from "../../core/overlap.ts";
import { nulRecords } from "../../formats/git/records.ts";
import { runGitOrFail } from "../git.ts";
import type { ObjectPlace } from "../objects.ts";
import type { Difference } from "./read-differences.ts";

/**
 * Notes at each change how git merges its file by the attribute `merge`: a file that it must not merge is one of which any
 * line may have changed. One run of git for all; `attributes` is the folder that has them.
 */
export async function withMergeAttributes(
  place: ObjectPlace,
  attributes: string | undefined,
  differences: readonly Difference[],
): Promise<readonly Difference[]> {
  if (attributes === undefined) return differences;
  const paths = new Set(differences.flatMap(({ changes }) => changes.map(pathOf)));
  if (paths.size === 0) return differences;
  const values = await readMergeAttribute(place, attributes, [...paths]);
  return differences.map((difference) => ({
    ...difference,
    changes: difference.changes.map((change) => applied(change, values.get(pathOf(change)))),
  }));
}

function pathOf({ before, after }: OverlapChange): string {
  return (before ?? after)?.path ?? "";
}

function applied(change: OverlapChange, value: string | undefined): OverlapChange {
  if (value === "union") return { ...change, union: true };
  return value === "unset" || value === "binary" ? { ...change, hunks: undefined } : change;
}

async function readMergeAttribute(
  place: ObjectPlace,
  attributes: string,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const records = nulRecords();
  const values = new Map<string, string>();
  const parts: string[] = [];
  await runGitOrFail({
    args: ["check-attr", "-z", "--stdin", "merge"],
    ...place,
    attributes,
    input: Buffer.from(paths.map((path) => `${path}\0`).join("")),
    take(piece) {
      parts.push(...records.push(piece));
      for (let at = 0; at + 3 <= parts.length; at += 3) values.set(parts[at] ?? "", parts[at + 2] ?? "");
      parts.splice(0, parts.length - (parts.length % 3));
      return true;
    },
  });
  return values;
}
