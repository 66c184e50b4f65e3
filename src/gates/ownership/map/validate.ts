import { namesOf } from "../../../formats/ownership/pattern.ts";
import type { Effort } from "../../../formats/ownership/segment.ts";
import { agentSigns, canBeProven } from "../actors/agents.ts";
import type { MapSettings } from "../settings/map.ts";
import type { Claim } from "./claims.ts";
import { contestProblem, contestsIn } from "./contested.ts";
import { firstPaths, type MapProblem } from "./map-problem.ts";
import { ownerFinder } from "./owner-of.ts";
import { type OwnershipMap, ownershipMap, type PathLists } from "./ownership-map.ts";

export interface ValidatedMap {
  readonly settings: MapSettings;
  readonly lists: PathLists;
  /** The files that the map is made of. */
  readonly own: readonly string[];
  /** Every path of the commit that has the map. */
  readonly tree: readonly string[];
  /** Epoch milliseconds. */
  readonly now: number;
  readonly effort?: Effort;
}

/** What a map says about a tree and cannot mean, or what is worth knowing before it counts. Throws TooMuchEffort. */
export function validateMap({ settings, lists, own, tree, now, effort }: ValidatedMap): readonly MapProblem[] {
  const map = ownershipMap(settings, lists, own);
  const present = new Set(tree);
  return [
    ...contestsIn(map, tree, now, effort).map(contestProblem),
    ...idleRules(map, tree, now, effort),
    ...settings.packs.flatMap((_, index) => packProblems(settings, index, lists, present, now)),
    ...unprovableAgents(settings),
  ];
}

/** Rules that decide about no file: they match none, or what comes later takes them all. Packs come and go, and do not count. */
function idleRules(
  map: OwnershipMap,
  tree: readonly string[],
  now: number,
  effort: Effort | undefined,
): readonly MapProblem[] {
  const find = ownerFinder({ ...map, packs: [] }, now, [], effort);
  const deciding = new Set(tree.map((path) => find(path)).map(({ source, id }) => `${source}\0${id}`));
  const idle = [...map.frozen, ...map.rules].filter(({ kind, id }) => !deciding.has(`${kind}\0${id}`));
  return idle.map((claim) => idleProblem(claim, tree, find, effort)).toSorted(byPlace);
}

function idleProblem(
  claim: Claim,
  tree: readonly string[],
  find: ReturnType<typeof ownerFinder>,
  effort: Effort | undefined,
): MapProblem {
  const matched = tree.find((path) => claim.paths.reasonFor(path, namesOf(path), effort) !== undefined);
  const place = claim.place ?? [];
  if (matched === undefined) {
    return {
      rule: "matches-nothing",
      place,
      what: `The rule ${claim.id} matches no file of the repository.`,
      fix: "Correct its patterns. Nothing is wrong if the files are only expected.",
      blocks: false,
    };
  }
  return {
    rule: "shadowed-rule",
    place,
    what: `The rule ${claim.id} never counts: whatever it matches is decided by others, such as ${matched} by ${find(matched).id}.`,
    fix: "Move it behind the others, since the last rule that matches counts and frozen ones come first, or delete it.",
    blocks: true,
  };
}

/** In the order of the map, as far as entries of one list go. */
function byPlace({ place: one }: MapProblem, { place: other }: MapProblem): number {
  return Number(one[1] ?? 0) - Number(other[1] ?? 0) || 0;
}

function packProblems(
  { packs }: MapSettings,
  index: number,
  lists: PathLists,
  tree: ReadonlySet<string>,
  now: number,
): readonly MapProblem[] {
  const pack = packs[index];
  const place = ["packs", index];
  if (pack === undefined) return [];
  if (Date.parse(pack.expires) <= now) {
    const what = `The pack ${pack.id} expired at ${pack.expires} and counts no more.`;
    return [{ rule: "expired-pack", place, what, fix: "Delete it, or give it a later end.", blocks: false }];
  }
  const file = pack["paths-from"];
  const list = file === undefined ? undefined : (lists.get(file) ?? { kind: "unreadable", because: "is not there" });
  if (list?.kind === "unreadable") {
    const what = `The pack ${pack.id} takes its paths from ${file ?? ""}, which ${list.because}.`;
    const fix = "Correct the name, or add the file: one whole path a line.";
    return [{ rule: "unreadable-list", place: [...place, "paths-from"], what, fix, blocks: true }];
  }
  const missing = (list?.paths ?? pack.paths?.map((path) => ({ path, line: undefined })) ?? []).filter(
    ({ path }) => !tree.has(path),
  );
  const [first] = missing;
  if (first === undefined) return [];
  return [
    {
      rule: "missing-path",
      place: list === undefined ? [...place, "paths", pack.paths?.indexOf(first.path) ?? 0] : place,
      ...(file === undefined || first.line === undefined ? {} : { listed: { path: file, line: first.line } }),
      what: `The pack ${pack.id} lists ${first.path}, which is no file of the repository${missing.length > 1 ? `, and ${missing.length - 1} more` : ""}.`,
      fix: "Correct the path, or take it out. A folder needs `glob`.",
      blocks: true,
      ...(missing.length > 1 ? { trace: firstPaths(missing.map(({ path }) => path)) } : {}),
    },
  ];
}

function unprovableAgents({ agents }: MapSettings): readonly MapProblem[] {
  return agentSigns(agents)
    .filter((signs) => Object.hasOwn(agents, signs.name) && !canBeProven(signs))
    .map(({ name }) => ({
      rule: "unprovable-agent",
      place: ["agents", name],
      what: `Nobody can prove to be ${name}: Lanekeeper knows no account of an agent of this name, and no person may speak for it.`,
      fix: "Add `identities` or `delegates`. Until then, nobody but people can change what it owns alone.",
      blocks: false,
    }));
}
