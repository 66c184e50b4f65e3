import type { MapSettings } from "../settings/map.ts";
import { humans } from "../settings/names.ts";
import type { Pack } from "../settings/pack.ts";
import { type Claim, type PathSet, pathList, patternSet } from "./claims.ts";
import type { PathListFile } from "./path-list.ts";

/** The files that packs take their paths from, by their own paths. */
export type PathLists = ReadonlyMap<string, PathListFile>;

/** A map in the order in which it is asked: the first list with an entry for a path decides, and in it the first entry. */
export interface OwnershipMap {
  readonly builtIn: readonly Claim[];
  readonly frozen: readonly Claim[];
  readonly packs: readonly Claim[];
  readonly rules: readonly Claim[];
  readonly otherwise: Claim;
}

/**
 * Puts a map in order. `own` are the files that the map itself is made of: only people may change those, whatever the map says.
 * Of rules, and of packs, the last one counts.
 */
export function ownershipMap(settings: MapSettings, lists: PathLists, own: readonly string[]): OwnershipMap {
  const rules = [...ownsRules(settings), ...sharedRule(settings), ...writtenRules(settings)].toReversed();
  return {
    builtIn: [
      {
        kind: "built-in",
        id: "built-in",
        owners: [humans],
        mode: "frozen",
        ...always,
        place: undefined,
        paths: pathList(own),
      },
    ],
    frozen: rules.filter(({ kind }) => kind === "frozen-rule"),
    packs: settings.packs.map((pack, index) => packClaim(pack, index, lists)).toReversed(),
    rules: rules.filter(({ kind }) => kind === "rule"),
    otherwise: {
      kind: "default",
      id: "default",
      owners: [settings["default-owner"]].flat(),
      mode: settings["default-mode"],
      ...always,
      place: undefined,
      paths: everything,
    },
  };
}

const always = { from: undefined, until: undefined };

const everything: PathSet = { reasonFor: () => "", firstNames: undefined, isExact: () => false };

/** `owns` of an agent is a rule of its own, and comes before those that are written out. */
function ownsRules({ agents }: MapSettings): readonly Claim[] {
  return Object.entries(agents)
    .filter(([, { owns }]) => owns.length > 0)
    .map(([name, { owns }]): Claim => {
      const place = ["agents", name, "owns"];
      const id = `${name}.owns`;
      return { kind: "rule", id, owners: [name], mode: "exclusive", ...always, place, paths: patternSet(owns) };
    });
}

function sharedRule({ shared }: MapSettings): readonly Claim[] {
  if (shared.length === 0) return [];
  const paths = patternSet(shared);
  return [{ kind: "rule", id: "shared", owners: [humans], mode: "shared", ...always, place: ["shared"], paths }];
}

function writtenRules({ ownership }: MapSettings): readonly Claim[] {
  return ownership.map(
    ({ id, paths, exclude, owner = humans, mode }, index): Claim => ({
      kind: mode === "frozen" ? "frozen-rule" : "rule",
      id,
      owners: [owner].flat(),
      mode,
      ...always,
      place: ["ownership", index],
      paths: patternSet(paths, exclude),
    }),
  );
}

function packClaim(pack: Pack, index: number, lists: PathLists): Claim {
  return {
    kind: "pack",
    id: pack.id,
    owners: [pack.agent],
    mode: pack.mode,
    from: pack.starts === undefined ? undefined : Date.parse(pack.starts),
    until: Date.parse(pack.expires),
    place: ["packs", index],
    paths: packPaths(pack, lists),
  };
}

function packPaths(pack: Pack, lists: PathLists): PathSet {
  if (pack.glob !== undefined) return patternSet(pack.glob);
  if (pack["paths-from"] === undefined) return pathList(pack.paths ?? []);
  const list = lists.get(pack["paths-from"]);
  return pathList(list?.kind === "paths" ? list.paths.map(({ path }) => path) : []);
}
