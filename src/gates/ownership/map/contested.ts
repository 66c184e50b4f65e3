import { countOf } from "../../../core/count-of.ts";
import { namesOf } from "../../../formats/ownership/pattern.ts";
import type { Effort } from "../../../formats/ownership/segment.ts";
import type { Claim } from "./claims.ts";
import { firstPaths, type MapProblem } from "./map-problem.ts";
import type { OwnershipMap } from "./ownership-map.ts";

/** Two entries that give the same files to two agents alone. */
export interface Contest {
  readonly one: Claim;
  readonly other: Claim;
  readonly paths: readonly string[];
}

/**
 * Files of the tree that two agents own alone at once: by packs whose times meet, or by `owns`. Rules that are written out do
 * not contest each other, because the last one counts. Patterns are never compared, only what they match.
 */
export function contestsIn(
  map: OwnershipMap,
  tree: readonly string[],
  now: number,
  effort?: Effort,
): readonly Contest[] {
  const packs = map.packs.filter(({ mode, until }) => mode === "exclusive" && (until ?? now) > now);
  const owns = map.rules.filter(({ place }) => place?.[0] === "agents");
  return [...contestsAmong(packs.toReversed(), tree, effort), ...contestsAmong(owns.toReversed(), tree, effort)];
}

/** In the order of the map. */
function contestsAmong(
  claims: readonly Claim[],
  tree: readonly string[],
  effort: Effort | undefined,
): readonly Contest[] {
  if (claims.length < 2) return [];
  const found = new Map<string, Contest & { readonly paths: string[] }>();
  for (const path of tree) {
    const names = namesOf(path);
    const [first = ""] = names;
    const matching = claims.filter(({ paths }) => {
      return (paths.firstNames?.has(first) ?? true) && paths.reasonFor(path, names, effort) !== undefined;
    });
    for (const [index, other] of matching.entries()) {
      for (const one of matching.slice(0, index)) {
        if (!canContest(one, other)) continue;
        const key = `${one.id}\0${other.id}`;
        const contest = found.get(key) ?? { one, other, paths: [] };
        contest.paths.push(path);
        found.set(key, contest);
      }
    }
  }
  return [...found.values()];
}

function canContest(one: Claim, other: Claim): boolean {
  const meet = (one.from ?? 0) < (other.until ?? Infinity) && (other.from ?? 0) < (one.until ?? Infinity);
  return meet && !one.owners.some((owner) => other.owners.includes(owner));
}

export function contestProblem({ one, other, paths }: Contest): MapProblem {
  const kind = other.kind === "pack" ? "pack" : "rule";
  const [first = "", second = ""] = [one.owners[0], other.owners[0]];
  return {
    rule: "contested-path",
    place: other.place ?? [],
    what: `The ${kind} ${other.id} gives ${countOf(paths.length, "file")} to ${second} alone that ${one.id} gives to ${first} alone.`,
    fix: `Take the files out of one of the two, or make them \`shared\`.`,
    blocks: true,
    trace: firstPaths(paths),
  };
}
