import type { OwnerSources, OwnersOfPaths, PathOwners } from "../../core/path-owners.ts";
import { boundedEffort, mostSteps, tooMuch } from "./bounded-effort.ts";
import { gatherBaseMap } from "./map/base-map.ts";
import { type Ownership, ownerFinder } from "./map/owner-of.ts";
import { ownershipMap } from "./map/ownership-map.ts";
import type { OwnershipSettings } from "./model.ts";

/** Whose paths are by the map that counts on the base. Leases end by themselves and do not count here. */
export async function ownersOfPaths(
  settings: OwnershipSettings,
  { repository, now }: OwnerSources,
  paths: readonly string[],
  most: number = mostSteps,
): Promise<OwnersOfPaths> {
  const base = await gatherBaseMap(settings, repository.history);
  if (base.kind === "none") return { kind: "unavailable", because: base.because };
  const { map } = base;
  const ordered = ownershipMap(map.settings, map.lists, map.own);
  const of = boundedEffort((effort) => {
    const find = ownerFinder(ordered, now, [], effort);
    return new Map(paths.map((path) => [path, pathOwners(find(path))]));
  }, most);
  if (of === undefined) return { kind: "unavailable", because: tooMuch };
  return { kind: "owners", of };
}

/** What is open or shared is nobody's, also where a pack says so: it is set aside for a task all the same. */
function pathOwners({ owners, mode, source, id }: Ownership): PathOwners {
  return { owners: mode === "open" || mode === "shared" ? [] : owners, pack: source === "pack" ? id : undefined };
}
