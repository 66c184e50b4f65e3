import type { Path } from "../../../formats/yaml/yaml-node.ts";
import type { OwnershipRule } from "../rules.ts";

/** Something that the map says and cannot be meant. */
export interface MapProblem {
  readonly rule: OwnershipRule;
  /** The entry of the map, in its settings. */
  readonly place: Path;
  /** A line of a file that lists paths, where the problem is there. */
  readonly listed?: { readonly path: string; readonly line: number };
  readonly what: string;
  readonly fix: string;
  /** Whether it has to be corrected, and is not only worth knowing. */
  readonly blocks: boolean;
  readonly trace?: readonly string[];
}

/** So many paths of one problem are shown. */
const maxShown = 10;

/** The first of many paths, for the trace of a finding. */
export function firstPaths(paths: readonly string[]): readonly string[] {
  const hidden = paths.length - maxShown;
  return hidden > 0 ? [...paths.slice(0, maxShown), `and ${hidden} more`] : paths;
}
