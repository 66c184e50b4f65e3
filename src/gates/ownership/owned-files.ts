import { grouped } from "../../core/count-of.ts";
import type { Lease } from "../../core/lease.ts";
import type { Effort } from "../../formats/ownership/segment.ts";
import { contestsIn } from "./map/contested.ts";
import { ownerFinder } from "./map/owner-of.ts";
import type { OwnershipMap } from "./map/ownership-map.ts";
import type { OwnedFiles } from "./model.ts";

export interface OwnedFilesRequest {
  readonly map: OwnershipMap;
  readonly agents: readonly string[];
  /** Every path of head. */
  readonly paths: readonly string[];
  readonly now: number;
  readonly leases: readonly Lease[];
  readonly effort: Effort;
}

/** Whose every file is. Throws TooMuchEffort. */
export function ownedFiles({ map, agents, paths, now, leases, effort }: OwnedFilesRequest): OwnedFiles {
  const find = ownerFinder(map, now, leases, effort);
  const counts = new Map(agents.map((name) => [name, 0]));
  for (const path of paths) {
    const { mode, owners } = find(path);
    if (mode === "open" || mode === "shared") continue;
    for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  const contested = new Set(contestsIn(map, paths, now, effort).flatMap((contest) => contest.paths));
  return { counts, contested: contested.size };
}

/** "claude-code: 10 files, codex: 137 files, 0 in both" */
export function ownedText(owned: OwnedFiles | undefined, agents: readonly string[]): string {
  if (owned === undefined) return "Whose all files are takes too long to say";
  const parts = agents.map((name) => {
    const count = owned.counts.get(name) ?? 0;
    return `${name}: ${grouped(count)} ${count === 1 ? "file" : "files"}`;
  });
  const both = `${grouped(owned.contested)} in ${agents.length === 2 ? "both" : "several"}`;
  return [...parts, ...(agents.length < 2 ? [] : [both])].join(", ");
}
