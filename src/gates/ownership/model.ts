import { z } from "zod";
import type { PullRequestOverlaps } from "../../core/pull-request-overlaps.ts";
import type { YamlProblem } from "../../formats/yaml/problem.ts";
import type { Path, YamlNode } from "../../formats/yaml/yaml-node.ts";
import type { Actor } from "./actors/actors.ts";
import type { MapProblem } from "./map/map-problem.ts";
import type { Ownership } from "./map/owner-of.ts";
import type { PathLists } from "./map/ownership-map.ts";
import { LeaseSettings } from "./settings/leases.ts";
import { checkMap, emptyMap, type MapSettings, mapKeys } from "./settings/map.ts";
import { FilePath } from "./settings/names.ts";
import { OverlapSettings } from "./settings/overlap.ts";

const Policy = z.enum(["allow", "notify", "deny"]);
export type Policy = z.infer<typeof Policy>;

/** The settings that stay in the configuration where the map is a file of its own. */
const policyKeys = {
  humans: Policy.default("allow").describe(
    "Whether people may change paths that an agent owns: without a word, with a note, or not at all.",
  ),
  automation: Policy.default("deny").describe(
    "The same for known programs that are no coding agents, such as Dependabot. Bots that nobody has listed never may.",
  ),
  leases: LeaseSettings.prefault({}).describe("Limits of the leases that commands in comments give."),
  overlap: OverlapSettings.prefault({}).describe("What counts as an overlap with another open pull request."),
};

export const OwnershipSettings = z
  .strictObject({
    map: FilePath.optional().describe(
      "A file of the base branch that has all about agents, people and paths, in place of the settings here.",
    ),
    ...mapKeys,
    ...policyKeys,
  })
  .superRefine((settings, context) => {
    checkMap(settings, context);
    const written = settings.map === undefined ? undefined : writtenKey(settings);
    if (written === undefined) return;
    const message = "The file that `map` names has this; nothing of it is read here";
    context.addIssue({ code: "custom", path: [written], message });
  });
export type OwnershipSettings = z.output<typeof OwnershipSettings>;

/** A key of the map whose value is not what it is when left out. */
function writtenKey(settings: MapSettings): string | undefined {
  const unwritten: Readonly<Record<string, unknown>> = emptyMap;
  return Object.entries(settings).find(
    ([key, value]) => Object.hasOwn(unwritten, key) && JSON.stringify(value) !== JSON.stringify(unwritten[key]),
  )?.[0];
}

/** A path that the change touches, and whose it is. A renamed file is two of them. */
export interface TouchedPath {
  readonly path: string;
  readonly as: "changed" | "deleted" | "renamed away";
  /** Where in head people can look at it. */
  readonly shownAt: string | undefined;
  readonly ownership: Ownership;
}

/** How many files of head are each owner's, and how many are two agents' at once. */
export interface OwnedFiles {
  /** By owner; what is open or shared is nobody's. */
  readonly counts: ReadonlyMap<string, number>;
  readonly contested: number;
}

/** A map with the files that it is made of. */
export interface WholeMap {
  readonly settings: MapSettings;
  readonly lists: PathLists;
  /** Its own paths: the configuration, the file that `map` names, and lists of packs. */
  readonly own: readonly string[];
}

/** What is wrong with the map that a change brings, and where its entries stand; or what is wrong with its file. */
export type EditedMap =
  | {
      readonly kind: "map";
      /** The files that it is made of. */
      readonly own: readonly string[];
      /** Undefined where holding it against every file would take too long. */
      readonly problems: readonly MapProblem[] | undefined;
      readonly file: string;
      readonly root: YamlNode;
      /** Where the settings of the map begin in the file. */
      readonly prefix: Path;
    }
  | { readonly kind: "broken"; readonly file: string; readonly problems: readonly YamlProblem[] };

/** A file on the base that cannot be read, so that an earlier version of it counts. */
export interface BrokenFile {
  readonly rule: "broken-map" | "unreadable-list";
  readonly path: string;
  readonly line: number;
  readonly what: string;
}

/** How the pull request meets the other open ones, or why that is not known. */
export type OverlapFacts =
  | { readonly kind: "overlaps"; readonly overlaps: PullRequestOverlaps }
  | { readonly kind: "unavailable"; readonly because: string }
  | { readonly kind: "at-desk" | "not-asked" };

export interface OwnershipFacts {
  /** Those of the map on the base. */
  readonly agents: MapSettings["agents"];
  readonly broken: readonly BrokenFile[];
  /** Left out when the change does not touch the map. */
  readonly edited: EditedMap | undefined;
  readonly actors: readonly Actor[];
  /** At the desk nobody is authenticated, and what anybody can write has to do. */
  readonly atDesk: boolean;
  readonly allPushersKnown: boolean;
  readonly overlaps: OverlapFacts;
  /** How many files the change touches. */
  readonly files: number;
  readonly touched: readonly TouchedPath[];
  /** Undefined where counting would take too long. */
  readonly owned: OwnedFiles | undefined;
  /** When the next pack begins or ends that has a touched path; epoch milliseconds. */
  readonly until: number | undefined;
}
